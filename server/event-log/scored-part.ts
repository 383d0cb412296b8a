import type { EventColumns } from "../../lib/event/columns.ts";
import type { VectorNames } from "../../lib/pipeline/score-batch-codec.ts";
import type { ScoredBatch, ThresholdsInForce } from "../../lib/pipeline/types.ts";

/** Consecutive rows of one block of the log and what the fold made of them. */
export interface ScoredPart {
  readonly columns: EventColumns;
  /** Row of `columns` that `scored` begins with. */
  readonly from: number;
  /** When the block was appended, ms: it picks the partition of everything that is written for its events. */
  readonly receivedMs: number;
  readonly scored: ScoredBatch;
  /** Offsets that have no event row, each with the reason. */
  readonly deadLetters: ReadonlyMap<number, string>;
}

/** What one scoring transaction writes: whole blocks of one UTC day, without a gap. */
export interface ScoredSpan {
  /** Offset of the first event; the position before the transaction. */
  readonly from: number;
  /** The position after it. */
  readonly to: number;
  readonly parts: readonly ScoredPart[];
  readonly names: VectorNames;
  /** Thresholds in force at the end of the span. */
  readonly thresholds: ThresholdsInForce;
  /** When its scores were known, ms. */
  readonly scoredAtMs: number;
}

/** Calls `take` for each scored event, in offset order: the part, the row in it, the offset. */
export function eachScored(
  parts: readonly ScoredPart[],
  take: (part: ScoredPart, row: number, offset: number) => void,
): void {
  for (const part of parts) {
    const { first, length } = part.scored;
    const anyDead = part.deadLetters.size > 0;
    for (let row = 0; row < length; row += 1) {
      if (anyDead && part.deadLetters.has(first + row)) continue;
      take(part, row, first + row);
    }
  }
}

/** How many events of the parts have a score. */
export function countScored(parts: readonly ScoredPart[]): number {
  return parts.reduce((sum, part) => sum + part.scored.length - part.deadLetters.size, 0);
}
