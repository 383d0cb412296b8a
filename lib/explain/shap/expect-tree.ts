import type { TreeEnsemble } from "../../models/trees/tree-ensemble.ts";

/** Mean answer of the tree below the node over its training rows. `within`: which number of a leaf counts. */
export function expectTree(ensemble: TreeEnsemble, node: number, within: number): number {
  if ((ensemble.feature[node] ?? -1) < 0) return ensemble.value[node * ensemble.leafWidth + within] ?? 0;
  const left = ensemble.left[node] ?? 0;
  const share = (ensemble.cover[left] ?? 0) / (ensemble.cover[node] ?? 1);
  return share * expectTree(ensemble, left, within) + (1 - share) * expectTree(ensemble, left + 1, within);
}
