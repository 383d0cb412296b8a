import { confidenceOf } from "../detectors/confidence.ts";
import { Judge } from "../detectors/judge.ts";
import { priorReferences, readReferences } from "../detectors/reference-set.ts";
import type { ServedChampion } from "../detectors/served-champion.ts";
import { readSnapshot } from "../detectors/tree-snapshot.ts";
import { featureCount } from "../features/feature-table.ts";
import { StateReader } from "../features/state-bytes.ts";
import { scoreOfMargin } from "../stats/margin.ts";

/** What a stored score rests on: its vector and the artefacts in force at its offset. */
export interface RescoreInput {
  /** One row of `ScoredBatch.vector`; its first number says which family it was judged as. */
  readonly vector: Float32Array;
  /** Body of the latest `snapshot` artefact with offset <= the event's; null where there is none yet. */
  readonly snapshot: Uint8Array | null;
  /** Body of the latest `reference` artefact with offset <= the event's; null where there is none yet (version 0). */
  readonly reference: Uint8Array | null;
  /** The trained model of the activation that the event's row names; null: none. */
  readonly champion: ServedChampion | null;
}

export interface Rescored {
  readonly margin: number;
  readonly score: number;
  readonly confidence: number;
  /** Per detector; all but the trained model's add up to `blend`, the raw output that was ranked. */
  readonly contributions: Float32Array;
  readonly blend: number;
  /** The margin without the trained model. */
  readonly base: number;
  /** Largest margin of a stated prior, -Infinity where none fired. */
  readonly floor: number;
  /** The trained model's log-odds; NaN without one. */
  readonly logOdds: number;
}

/**
 * The same score again, equal to the bit: live scoring is this same code. Which band it falls in is a matter of the
 * thresholds in force, which the stored row names by version.
 */
export function rescore(input: RescoreInput): Rescored {
  if (input.vector.length !== featureCount) {
    throw new RangeError(`A vector has ${featureCount} numbers, got ${input.vector.length}.`);
  }
  const snapshot = input.snapshot === null ? null : readSnapshot(new StateReader(input.snapshot));
  const references = input.reference === null ? priorReferences : readReferences(new StateReader(input.reference));
  const judge = new Judge(snapshot?.seed ?? 0);
  const judgedBy = { snapshot, references, champion: input.champion };
  const margin = judge.margin(input.vector, 0, judgedBy);
  const confidence = Math.fround(confidenceOf(input.vector, 0, judge.outputs, judgedBy));
  const { contributions, blend, base, floor, logOdds } = judge;
  return { margin, score: scoreOfMargin(margin), confidence, contributions, blend, base, floor, logOdds };
}
