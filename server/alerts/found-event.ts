import type { FloodFinding } from "../../lib/alerts/flood/watch-flood.ts";
import type { Finding } from "../../lib/pipeline/types.ts";
import type { ScoredPart } from "../event-log/scored-part.ts";
import { storableMs } from "../event-log/storable-time.ts";

/** One event at or over `notify`. */
export interface FoundEvent {
  readonly part: ScoredPart;
  /** Row in the part's scored batch. */
  readonly row: number;
  readonly finding: Finding;
  readonly margin: number;
  /** Reached by the margin, 1 to 3. */
  readonly band: number;
  /** Effective time, ms. */
  readonly timeMs: number;
  /** What decides where a flood puts it. */
  readonly flooded: Omit<FloodFinding, "timeMs">;
}

/** A finding with where it was found. */
export function foundEvent(part: ScoredPart, finding: Finding): FoundEvent {
  const { scored, receivedMs } = part;
  const row = finding.offset - scored.first;
  const { key, likeness, group, detectors, techniques } = finding;
  const detector = detectors[0] ?? "";
  return {
    part,
    row,
    finding,
    margin: scored.margin[row] ?? 0,
    band: scored.band[row] ?? 0,
    timeMs: storableMs(scored.time[row] ?? receivedMs),
    flooded: { key, likeness, group, detector, technique: techniques[0] ?? detector },
  };
}
