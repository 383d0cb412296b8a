import type { TreeEnsemble } from "../trees/tree-ensemble.ts";

/**
 * Boosted trees. Margins are the base plus what the trees answer: log-odds of class 1 where there are two classes, one
 * margin for each class (softmax gives the probabilities) where there are more.
 */
export interface BoostedModel {
  readonly kind: "boosting";
  readonly classes: number;
  /** One number an output: the margin before any tree. */
  readonly base: Float64Array;
  readonly ensemble: TreeEnsemble;
}
