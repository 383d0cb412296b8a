import type { EventRow } from "../../lib/contracts/events.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import type { LiveView } from "./live-view.ts";
import type { LiveData } from "./merge-live.ts";

/** The rule of `GET /live`, so that a list kept up by push and one just read show the same. */
const alarming = 50;
const mostRows = 50;
const fewestRows = 20;

interface FeedView {
  readonly range: TimeRange;
  readonly order: LiveView["order"];
}

/** The highest scores received within the range: up to fifty alarming ones, filled up to twenty where those are few. */
export function feedRows(data: Pick<LiveData, "top">, { order, range }: FeedView): EventRow[] {
  const rows: EventRow[] = [];
  for (const row of data.top) {
    const received = Date.parse(row.received);
    // A row may be a moment ahead of our clock.
    if (received < range.from || received > range.to + 5000) continue;
    if (rows.length >= (row.score >= alarming ? mostRows : fewestRows)) break;
    rows.push(row);
  }
  return order === "highest" ? rows : rows.sort(byTime);
}

/** The newest first, by the time that the row shows. */
function byTime(left: EventRow, right: EventRow): number {
  return Date.parse(right.time) - Date.parse(left.time) || right.id - left.id;
}

/** Whether the chart counts events in the range: then an empty list must not say that there were none. */
export function hasEvents(data: Pick<LiveData, "buckets">, { from, to }: TimeRange): boolean {
  return data.buckets.some(({ start, n }) => n > 0 && start >= from && start <= to);
}
