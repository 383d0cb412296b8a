import { countTrees, type TreeEnsemble } from "../../models/trees/tree-ensemble.ts";

/** Roots of the trees that speak to an output. */
export function listRoots(ensemble: TreeEnsemble, output: number): number[] {
  const roots: number[] = [];
  for (let tree = 0; tree < countTrees(ensemble); tree += 1) {
    if (ensemble.leafWidth > 1 || tree % ensemble.outputs === output) roots.push(ensemble.starts[tree] ?? 0);
  }
  return roots;
}
