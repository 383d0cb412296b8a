import type { StreamName } from "../../lib/contracts/common.ts";
import { isNarrowed, type LiveView, standingRange } from "./live-view.ts";

/** What of a view decides which data it shows; where only the looks differ, two views share their data. */
export interface LiveRequest {
  readonly stream: StreamName;
  readonly minutes: number | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly source: number | undefined;
  readonly class: number | undefined;
  readonly entity: string | undefined;
}

const isoOrNone = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

/** Which part of the stream a view asks for. */
export function partOf({ source, classUid, entity }: LiveView): Pick<LiveRequest, "source" | "class" | "entity"> {
  return { source: source ?? undefined, class: classUid ?? undefined, entity: entity ?? undefined };
}

/** The data that a view asks for. */
export function liveRequestOf(stream: StreamName, view: LiveView): LiveRequest {
  const standing = standingRange(view);
  return {
    stream,
    minutes: standing === null ? view.minutes : undefined,
    from: isoOrNone(standing?.from),
    to: isoOrNone(standing?.to),
    ...partOf(view),
  };
}

/** How a view's data goes on: not at all, by push, or by asking again for its newest part. */
export type Freshness = "still" | "pushed" | "asked";

/** Push carries seconds of the whole stream: whatever is coarser or narrower asks. */
export function freshnessOf(view: LiveView, seconds: number): Freshness {
  if (standingRange(view) !== null) return "still";
  return seconds === 1 && !isNarrowed(view) ? "pushed" : "asked";
}
