import { confidenceOf } from "../detectors/confidence.ts";
import { Judge } from "../detectors/judge.ts";
import { priorReferences, readReferences } from "../detectors/reference-set.ts";
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
}

export interface Rescored {
  readonly margin: number;
  readonly score: number;
  readonly confidence: number;
  /** Per detector; they add up to `blend`, the raw output that was ranked. */
  readonly contributions: Float32Array;
  readonly blend: number;
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
  const margin = judge.margin(input.vector, 0, snapshot, references);
  const confidence = Math.fround(confidenceOf(input.vector, 0, judge.outputs, references));
  const { contributions, blend } = judge;
  return { margin, score: scoreOfMargin(margin), confidence, contributions, blend };
}
