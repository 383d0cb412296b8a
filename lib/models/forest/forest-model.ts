import type { TreeEnsemble } from "../trees/tree-ensemble.ts";

/**
 * A forest of classification trees. Its leaves hold shares of classes divided by the number of trees, so that what the
 * trees answer adds up to a probability: of class 1 where there are two classes, else of each.
 */
export interface ForestModel {
  readonly kind: "forest";
  readonly classes: number;
  readonly ensemble: TreeEnsemble;
}

/**
 * An isolation forest (Liu, Ting & Zhou 2008). Its leaves hold path lengths divided by the number of trees, so that what
 * the trees answer adds up to the mean path length.
 */
export interface IsolationModel {
  readonly kind: "isolation";
  /** Rows that each tree was grown on. */
  readonly sample: number;
  readonly ensemble: TreeEnsemble;
}
