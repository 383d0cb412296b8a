import { goesLeft } from "../../models/trees/find-leaf.ts";
import { listDepths } from "../../models/trees/tree-depth.ts";
import type { TreeEnsemble } from "../../models/trees/tree-ensemble.ts";
import { expectTree } from "./expect-tree.ts";
import { listRoots } from "./list-roots.ts";
import { createSubsetPath, extendPath, removeColumn, shareAnswer } from "./subset-path.ts";

/** Explains one output of an ensemble, in that output's own units. */
export interface ShapExplainer {
  /** What the trees answer a row of which nothing is known. Base and values add up to what they answer the row. */
  readonly base: number;
  /** Writes one value per column for the row that begins at rows[at]. Allocates nothing. */
  explain(rows: Float64Array, at: number, values: Float64Array): void;
}

/**
 * Exact Shapley values of trees where a column that is left out is followed down both ways by the share of training
 * rows (Lundberg et al. 2020, algorithm 2, "path-dependent"). O(trees x leaves x depth^2) a row.
 */
export function createPathExplainer(ensemble: TreeEnsemble, output = 0): ShapExplainer {
  const { feature, left, cover, value, leafWidth } = ensemble;
  const path = createSubsetPath(listDepths(ensemble).reduce((most, depth) => Math.max(most, depth), 0));
  const roots = listRoots(ensemble, output);
  const within = leafWidth > 1 ? output : 0;
  let rows: Float64Array = new Float64Array(0);
  let at = 0;
  let values: Float64Array = new Float64Array(0);

  const descend = (node: number, level: number): void => {
    const column = feature[node] ?? -1;
    if (column < 0) {
      shareAnswer(path, level, value[node * leafWidth + within] ?? 0, values);
      return;
    }
    removeColumn(path, level, column);
    const zero = (path.removed[0] ?? 1) / (cover[node] ?? 1);
    const one = path.removed[1] ?? 1;
    const leftChild = left[node] ?? 0;
    const taken = leftChild + (goesLeft(ensemble, node, rows[at + column] ?? Number.NaN) ? 0 : 1);
    const other = 2 * leftChild + 1 - taken;
    extendPath(path, level + 1, column, zero * (cover[taken] ?? 0), one);
    descend(taken, level + 1);
    extendPath(path, level + 1, column, zero * (cover[other] ?? 0), 0);
    descend(other, level + 1);
  };

  return {
    base: roots.reduce((sum, root) => sum + expectTree(ensemble, root, within), 0),
    explain: (givenRows, givenAt, into) => {
      rows = givenRows;
      at = givenAt;
      values = into;
      values.fill(0);
      for (const root of roots) {
        extendPath(path, 0, -1, 1, 1);
        descend(root, 0);
      }
    },
  };
}
