"use client";

import { useMemo } from "react";
import { type AuditFilters, auditOutcomeSchema } from "../../lib/contracts/audit.ts";
import { serverNow } from "../display/clock.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { timeSpans } from "./audit-text.ts";

const textFilters = ["actor", "action", "resource", "q"] as const;
export const urlFilters = [...textFilters, "outcome", "span", "from", "to"] as const;
export type UrlFilter = (typeof urlFilters)[number];

const isTime = (text: string | null): text is string => text !== null && Number.isFinite(Date.parse(text));

/** What an address says about the list; unknown values count as not said. A span counts back from `nowMs`. */
export function parseAuditFilters(params: URLSearchParams, nowMs: number): AuditFilters {
  const filters: AuditFilters = {};
  for (const name of textFilters) {
    const value = params.get(name)?.trim().slice(0, 200);
    if (value) filters[name] = value;
  }
  const wanted = (params.get("outcome") ?? "").split(",");
  const outcomes = auditOutcomeSchema.options.filter((outcome) => wanted.includes(outcome));
  if (outcomes.length > 0) filters.outcome = outcomes.join(",");
  const span = timeSpans.find(({ value }) => value === params.get("span"));
  const [from, to] = [params.get("from"), params.get("to")];
  if (span) filters.from = new Date(nowMs - span.ms).toISOString();
  else if (isTime(from)) filters.from = new Date(from).toISOString();
  if (isTime(to)) filters.to = new Date(to).toISOString();
  return filters;
}

/** The Audit view in the address, and its changes. */
export function useAuditView() {
  const { params, change } = useUrlParams();
  const said = urlFilters.map((name) => params.get(name) ?? "").join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: a span is counted from when it was chosen, not from each rendering.
  const filters = useMemo(() => parseAuditFilters(params, serverNow()), [said]);
  const open = params.get("entry");
  return {
    params,
    filters,
    filterCount: urlFilters.filter((name) => (params.get(name) ?? "") !== "").length,
    openId: open !== null && /^\d{1,15}$/.test(open) ? Number(open) : null,
    setFilter: (name: UrlFilter, value: string) => change({ [name]: value }),
    setTime: (time: { readonly span?: string; readonly from?: string; readonly to?: string }) =>
      change({ span: time.span ?? null, from: time.from ?? null, to: time.to ?? null }),
    clearFilters: () => change(Object.fromEntries(urlFilters.map((name) => [name, null]))),
    open: (id: number, how: "push" | "replace" = "push") => change({ entry: String(id) }, how),
    close: () => change({ entry: null }),
  };
}
export type AuditView = ReturnType<typeof useAuditView>;
