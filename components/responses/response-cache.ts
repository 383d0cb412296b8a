import type { InfiniteData } from "@tanstack/react-query";
import type { z } from "zod";
import type { responsePageSchema } from "../../lib/contracts/response-decisions.ts";
import type { ResponseDetail, ResponseRow } from "../../lib/contracts/responses.ts";
import type { ResponseListQuery } from "../data/keys.ts";

export type ResponsePage = z.infer<typeof responsePageSchema>;
export type ResponsePages = InfiniteData<ResponsePage>;

/** The page with the row brought up to date in its place; a row that has left the tab stays until the list is read again. */
export function withRow(page: ResponsePage, row: ResponseRow): ResponsePage {
  const known = page.items.find(({ id }) => id === row.id);
  if (known === undefined || known.revision > row.revision) return page;
  return { ...page, items: page.items.map((item) => (item.id === row.id ? row : item)) };
}

/** Whether a pushed row belongs to a list; a search is the server's to answer and counts as a match. */
function belongsTo(row: ResponseRow, query: ResponseListQuery): boolean {
  const among = (values: string | undefined, value: string) =>
    values === undefined || values.split(",").includes(value);
  return (
    row.stream === query.stream &&
    row.tab === query.tab &&
    among(query.state, row.state) &&
    among(query.action, row.action) &&
    (query.alert === undefined || row.alert?.id === query.alert)
  );
}

/**
 * The first page as it is after a row was pushed while it was fetched: what was proposed meanwhile is on top, since the
 * answer may have been read before. Later readings of others may belong to pages behind it.
 */
export function withRowOnFirst(page: ResponsePage, row: ResponseRow, query: ResponseListQuery): ResponsePage {
  const isNew = row.revision === 1 && belongsTo(row, query) && page.items.every(({ id }) => id !== row.id);
  return isNew ? { ...page, items: [row, ...page.items] } : withRow(page, row);
}

/** All pages with the row in its place, or at the top where it is new to the list and belongs to it. */
export function withRowInPages(data: ResponsePages, row: ResponseRow, query: ResponseListQuery): ResponsePages {
  const [first, ...rest] = data.pages;
  const isKnown = data.pages.some((page) => page.items.some(({ id }) => id === row.id));
  if (isKnown || first === undefined) return { ...data, pages: data.pages.map((page) => withRow(page, row)) };
  if (!belongsTo(row, query)) return data;
  return { ...data, pages: [{ ...first, items: [row, ...first.items] }, ...rest] };
}

const notKnown = { ok: false, reason: null } as const;
const nothingYet: ResponseDetail["may"] = {
  ...{ approve: notKnown, override: notKnown, cancel: notKnown },
  ...{ undo: notKnown, extend: notKnown, settle: notKnown },
};

/**
 * The detail with the row's fields brought up to date. What may be done was said of its old state: in another one nothing
 * is offered until the server has said what may be done there.
 */
export function withRowInDetail(detail: ResponseDetail, row: ResponseRow): ResponseDetail {
  if (detail.id !== row.id || row.revision < detail.revision) return detail;
  return { ...detail, ...row, may: row.state === detail.state ? detail.may : nothingYet };
}

/** The rows of all pages, each once. */
export function rowsOf(data: ResponsePages | undefined): ResponseRow[] {
  const byId = new Map<number, ResponseRow>();
  for (const page of data?.pages ?? []) for (const row of page.items) if (!byId.has(row.id)) byId.set(row.id, row);
  return [...byId.values()];
}
