import type { EventRow } from "../../lib/contracts/events.ts";
import type { LiveView } from "./live-view.ts";
import type { LiveData } from "./merge-live.ts";

const shownRows = 60;

interface FeedRange extends Pick<LiveView, "order" | "minutes"> {
  /** End of the range, ms. */
  readonly end: number;
}

/** The rows of the feed in the order asked for: received within the range, at most sixty. */
export function feedRows(data: Pick<LiveData, "top" | "latest">, { order, minutes, end }: FeedRange): EventRow[] {
  const oldest = end - minutes * 60_000;
  const rows: EventRow[] = [];
  for (const row of order === "highest" ? data.top : data.latest) {
    const received = Date.parse(row.received);
    // A row may be a moment ahead of our clock.
    if (received < oldest || received > end + 5000) continue;
    rows.push(row);
    if (rows.length === shownRows) break;
  }
  return rows;
}
