import type { AlertQuery } from "../../lib/contracts/alerts.ts";
import type { StreamName } from "../../lib/contracts/common.ts";

/** What a list of alerts is filtered and sorted by; the cursor is the page, not the list. */
export type AlertListQuery = Omit<AlertQuery, "cursor" | "limit">;

export const sessionKeys = { current: ["session"] } as const;

export const liveKeys = {
  all: ["live"],
  view: (stream: StreamName, minutes: number) => ["live", stream, minutes] as const,
} as const;

export const alertKeys = {
  all: ["alerts"],
  lists: ["alerts", "list"],
  list: (query: AlertListQuery) => ["alerts", "list", query.stream, query] as const,
  /** What is read again whenever an alert changed: counts, and the few that need a person most. */
  summaries: ["alerts", "summary"],
  open: (stream: StreamName) => ["alerts", "summary", "open", stream] as const,
  counts: (query: AlertListQuery) => ["alerts", "summary", "counts", query] as const,
  details: ["alerts", "detail"],
  detail: (id: number) => ["alerts", "detail", id] as const,
} as const;

export const eventKeys = {
  /** Ids are offsets of a stream's log: two streams both have an event 12. */
  detail: (stream: StreamName, id: number) => ["events", "detail", stream, id] as const,
} as const;

export const ledgerKeys = {
  all: ["ledger"],
  of: (stream: StreamName) => ["ledger", stream] as const,
} as const;
