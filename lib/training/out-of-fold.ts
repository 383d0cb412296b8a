import type { BoostedModel } from "../models/boosting/boosted-model.ts";
import { predictMargins } from "../models/boosting/predict-boosting.ts";
import { purgedTimeSplits } from "../stats/splits/purged-time-splits.ts";
import type { Split } from "../stats/splits/split.ts";
import { matrixOfRows } from "./feature-choice.ts";
import type { TrainingRows } from "./training-rows.ts";

/** One part of the history with trees that have seen only what came before it. */
export interface JudgedFold {
  readonly split: Split;
  readonly trees: BoostedModel;
  /** Margin of the trees for each row of `split.test`, in its order. */
  readonly margins: Float64Array;
}

const purgeMs = 10 * 60_000;

/**
 * The parts of a history in time, each to be tested by what came at least ten minutes before it; campaigns that reach
 * into a test are not taught. Parts whose past or test has no attack, or no normal event, are left out.
 */
export function planFolds(rows: TrainingRows, splits: number): Split[] {
  const campaigns = rows.groups.map((group, row) => (rows.labels[row] === 1 ? group : -1));
  return purgedTimeSplits({ times: rows.times, splits, purgeMs, groups: campaigns }).filter(
    ({ train, test }) => hasBoth(rows.labels, train) && hasBoth(rows.labels, test),
  );
}

function hasBoth(labels: Uint8Array, places: Int32Array): boolean {
  return places.some((place) => labels[place] === 1) && places.some((place) => labels[place] === 0);
}

/** What trees fitted to the fold's past say of its test. */
export function judgeFold(rows: TrainingRows, split: Split, learn: (past: Int32Array) => BoostedModel): JudgedFold {
  const trees = learn(split.train);
  return { split, trees, margins: predictMargins(trees, matrixOfRows(rows, split.test)) };
}
