import { useMemo } from "react";
import { type AlertRow, alertQuerySchema, alertStatusSchema, verdictSchema } from "../../lib/contracts/alerts.ts";
import { type StreamName, severitySchema } from "../../lib/contracts/common.ts";
import type { AlertListQuery } from "../data/keys.ts";
import { useStream } from "../url/use-stream.ts";
import { useUrlParams } from "../url/use-url-params.ts";
import { alertIdIn, useOpenId } from "./use-open-id.ts";

/** Filters that hold several values, comma-separated in the address and in the API. */
export const listFilters = {
  status: alertStatusSchema.options,
  severity: severitySchema.options,
  verdict: verdictSchema.options,
} as const;
export type ListFilter = keyof typeof listFilters;

export const alertSorts = alertQuerySchema.shape.sort.unwrap().options;

/** What an address says about the list; unknown values count as not said. */
export function parseAlertQuery(params: URLSearchParams, stream: StreamName): AlertListQuery {
  const sort = alertSorts.find((name) => name === params.get("sort")) ?? "newest";
  const valuesOf = (filter: ListFilter) => {
    const wanted = (params.get(filter) ?? "").split(",");
    return listFilters[filter].filter((value) => wanted.includes(value)).join(",");
  };
  const query: AlertListQuery = { stream, sort };
  for (const filter of ["status", "severity", "verdict"] as const) {
    const values = valuesOf(filter);
    if (values !== "") query[filter] = values;
  }
  const detector = params.get("detector");
  const search = params.get("q")?.trim().slice(0, 200);
  if (detector) query.detector = detector;
  if (search) query.q = search;
  return query;
}

/** How many filters are set, the stream and the order aside. */
export function filterCount({ status, severity, verdict, detector, q }: AlertListQuery): number {
  return [status, severity, verdict, detector, q].filter((value) => value !== undefined).length;
}

/**
 * Whether a pushed alert belongs to a list, as far as a browser can tell: a search is the server's to answer, and
 * counts as a match, so that the list offers to look.
 */
export function belongsTo(alert: AlertRow, query: AlertListQuery): boolean {
  const among = (values: string | undefined, value: string | null) =>
    values === undefined || (value !== null && values.split(",").includes(value));
  return (
    alert.stream === query.stream &&
    among(query.status, alert.status) &&
    among(query.severity, alert.severity) &&
    among(query.verdict, alert.verdict) &&
    (query.detector === undefined || alert.detectors.includes(query.detector))
  );
}

const idOf = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null);

/** The Alerts view in the address, and its changes. */
export function useAlertView() {
  const { params, change } = useUrlParams();
  const stream = useStream();
  const query = useMemo(() => parseAlertQuery(params, stream), [params, stream]);
  const { openId, openIdNow, ask } = useOpenId(alertIdIn(params));
  /** From row to row the address follows, without a step back for each. */
  const open = (id: number, how: "push" | "replace" = "push") => {
    if (openIdNow() === id) return;
    ask(id);
    change({ alert: String(id), event: null }, how);
  };
  const close = () => {
    if (openIdNow() === null) return;
    ask(null);
    change({ alert: null, event: null });
  };
  return {
    stream,
    query,
    openId,
    openIdNow,
    eventId: idOf(params.get("event")),
    setFilter: (name: ListFilter | "detector" | "q", value: string) => change({ [name]: value }),
    setSort: (sort: string) => change({ sort: sort === "newest" ? null : sort }),
    clearFilters: () => change({ status: null, severity: null, verdict: null, detector: null, q: null }),
    open,
    close,
    openEvent: (id: number) => change({ event: String(id) }, "push"),
    closeEvent: () => change({ event: null }),
  };
}
