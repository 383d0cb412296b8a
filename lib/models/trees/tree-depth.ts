import { countTrees, type TreeEnsemble } from "./tree-ensemble.ts";

/** Levels below the root of each tree: 0 of a tree that is one leaf. */
export function listDepths(ensemble: TreeEnsemble): Int32Array {
  const depths = new Int32Array(countTrees(ensemble));
  const depth = new Int32Array(ensemble.feature.length);
  for (let tree = 0; tree < depths.length; tree += 1) {
    const end = ensemble.starts[tree + 1] ?? 0;
    // Children always stand behind their parents, so that one pass sees each parent first.
    for (let node = ensemble.starts[tree] ?? 0; node < end; node += 1) {
      const own = depth[node] ?? 0;
      depths[tree] = Math.max(depths[tree] ?? 0, own);
      if ((ensemble.feature[node] ?? -1) < 0) continue;
      const left = ensemble.left[node] ?? 0;
      depth[left] = own + 1;
      depth[left + 1] = own + 1;
    }
  }
  return depths;
}
