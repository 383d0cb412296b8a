import type { InfiniteData } from "@tanstack/react-query";
import type { z } from "zod";
import type { alertPageSchema } from "../../lib/contracts/alert-query.ts";
import type { AlertDetail, AlertRow } from "../../lib/contracts/alerts.ts";

export type AlertPage = z.infer<typeof alertPageSchema>;
export type AlertPages = InfiniteData<AlertPage>;

/** Whether `next` may replace `known`: a change by a person, or more events, but never an older reading. */
function isNewer(next: AlertRow, known: AlertRow): boolean {
  return next.revision > known.revision || (next.revision === known.revision && next.eventCount >= known.eventCount);
}

/** The page with the alert's row brought up to date in its place; the same object when it holds no such row. */
export function withRow<P extends { readonly items: readonly AlertRow[] }>(page: P, alert: AlertRow): P {
  const known = page.items.find((row) => row.id === alert.id);
  if (known === undefined || !isNewer(alert, known)) return page;
  return { ...page, items: page.items.map((row) => (row.id === alert.id ? alert : row)) };
}

/** All pages with the row brought up to date in its place. */
export function withRowInPages(data: AlertPages, alert: AlertRow): AlertPages {
  const pages = data.pages.map((page) => withRow(page, alert));
  return pages.some((page, index) => page !== data.pages[index]) ? { ...data, pages } : data;
}

/** The page with a raised alert on top; where it holds the alert already, that is brought up to date in its place. */
export function withRaisedOnTop<P extends { readonly items: readonly AlertRow[] }>(page: P, alert: AlertRow): P {
  if (page.items.some((row) => row.id === alert.id)) return withRow(page, alert);
  return { ...page, items: [alert, ...page.items] };
}

/** A raised alert at the top of what is known; what is shown decides for itself when to show it. */
export function withRaised(data: AlertPages, alert: AlertRow): AlertPages {
  const [first, ...rest] = data.pages;
  if (first === undefined || data.pages.some((page) => page.items.some((row) => row.id === alert.id))) {
    return withRowInPages(data, alert);
  }
  return { ...data, pages: [withRaisedOnTop(first, alert), ...rest] };
}

/** The detail with the row's fields brought up to date. */
export function withRowInDetail(detail: AlertDetail, alert: AlertRow): AlertDetail {
  return detail.id === alert.id && isNewer(alert, detail) ? { ...detail, ...alert } : detail;
}

/** The rows of all pages, each alert once. */
export function rowsOf(data: AlertPages | undefined): AlertRow[] {
  const byId = new Map<number, AlertRow>();
  for (const page of data?.pages ?? []) for (const row of page.items) if (!byId.has(row.id)) byId.set(row.id, row);
  return [...byId.values()];
}
