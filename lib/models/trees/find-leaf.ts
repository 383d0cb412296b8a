import { isCode, isInSet, missingGoesLeft, splitsByCategory, type TreeEnsemble } from "./tree-ensemble.ts";

/** Whether the value goes left at the node. The one place that says in plain words what a split means. */
export function goesLeft(ensemble: TreeEnsemble, node: number, x: number): boolean {
  const flags = ensemble.flags[node] ?? 0;
  const threshold = ensemble.threshold[node] ?? 0;
  const missingLeft = (flags & missingGoesLeft) !== 0;
  if (Number.isNaN(x)) return missingLeft;
  if ((flags & splitsByCategory) === 0) return x <= threshold;
  return isCode(x) ? isInSet(ensemble.sets, threshold, x) : missingLeft;
}

/** The leaf (a place among all nodes) that the row starting at rows[at] falls into. */
export function findLeaf(ensemble: TreeEnsemble, tree: number, rows: Float64Array, at: number): number {
  const { feature, left } = ensemble;
  let node = ensemble.starts[tree] ?? 0;
  for (let column = feature[node] ?? -1; column >= 0; column = feature[node] ?? -1) {
    const toLeft = goesLeft(ensemble, node, rows[at + column] ?? Number.NaN);
    node = (left[node] ?? 0) + (toLeft ? 0 : 1);
  }
  return node;
}
