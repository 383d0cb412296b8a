import { fitStack } from "../models/blend/stack.ts";
import { fitPlatt } from "../models/calibration/fit-platt.ts";
import type { Champion } from "../models/champion/champion.ts";
import type { JudgedFold } from "./out-of-fold.ts";
import type { TrainingRows } from "./training-rows.ts";

/** Rows with what both parts of a champion say of them without having seen them. */
export interface JudgedRows {
  readonly base: Float64Array;
  readonly trees: Float64Array;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
}

export type Stack = Champion["stack"];

/** All tests of the folds, one after the other in time. */
export function joinFolds(rows: TrainingRows, folds: readonly JudgedFold[]): JudgedRows {
  const places = folds.flatMap(({ split }) => [...split.test]);
  return {
    base: Float64Array.from(places, (place) => rows.base[place] ?? 0),
    labels: Uint8Array.from(places, (place) => rows.labels[place] ?? 0),
    weights: Float64Array.from(places, (place) => rows.weights[place] ?? 0),
    trees: Float64Array.from(folds.flatMap(({ margins }) => [...margins])),
  };
}

/** How much the untrained detectors and the trees count, by rows that neither has seen; both at least 0. */
export function fitStackOf({ base, trees, labels, weights }: JudgedRows): Stack {
  const stack = fitStack({ names: ["base", "trees"], logits: [base, trees], labels, weights });
  const [baseWeight = 0, treeWeight = 0] = stack.weights;
  return { intercept: stack.intercept, baseWeight, treeWeight };
}

export function logOddsOf({ base, trees }: JudgedRows, stack: Stack): Float64Array {
  return base.map((value, row) => stack.intercept + stack.baseWeight * value + stack.treeWeight * (trees[row] ?? 0));
}

/**
 * Platt's sigmoid on scores of rows later than those that chose the stack, as 1 / (1 + exp(-(slope x score + offset))).
 * Scores that tell nothing get the smallest slope that still rises: high must mean threatening.
 */
export function calibrate(scores: Float64Array, { labels, weights }: JudgedRows): Champion["calibration"] {
  const { slope, intercept } = fitPlatt({ scores, labels, weights });
  return { slope: Math.max(-slope, 1e-6), offset: -intercept };
}
