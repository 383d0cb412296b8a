import {
  type EnsembleShape,
  type GrownTree,
  splitsByCategory,
  type TreeEnsemble,
  wordsPerSet,
} from "./tree-ensemble.ts";

/** Trees one after the other in one set of arrays. */
export function joinTrees(trees: readonly GrownTree[], shape: EnsembleShape): TreeEnsemble {
  const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const words = trees.reduce((sum, tree) => sum + tree.sets.length, 0);
  const joined = {
    ...shape,
    starts: new Int32Array(trees.length + 1),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    left: new Int32Array(nodes),
    flags: new Uint8Array(nodes),
    cover: new Float64Array(nodes),
    value: new Float64Array(nodes * shape.leafWidth),
    sets: new Uint32Array(words),
  };
  let node = 0;
  let word = 0;
  for (const [index, tree] of trees.entries()) {
    joined.feature.set(tree.feature, node);
    joined.threshold.set(moveSets(tree, word / wordsPerSet), node);
    joined.left.set(
      tree.left.map((child) => child + node),
      node,
    );
    joined.flags.set(tree.flags, node);
    joined.cover.set(tree.cover, node);
    joined.value.set(tree.value, node * shape.leafWidth);
    joined.sets.set(tree.sets, word);
    node += tree.feature.length;
    word += tree.sets.length;
    joined.starts[index + 1] = node;
  }
  return joined;
}

function moveSets(tree: Pick<GrownTree, "threshold" | "flags">, by: number): Float64Array {
  return tree.threshold.map((threshold, node) =>
    ((tree.flags[node] ?? 0) & splitsByCategory) === 0 ? threshold : threshold + by,
  );
}

/** One tree of many, with the sets that it uses alone. */
export function takeTree(ensemble: TreeEnsemble, tree: number): GrownTree {
  const from = ensemble.starts[tree] ?? 0;
  const to = ensemble.starts[tree + 1] ?? from;
  const flags = ensemble.flags.slice(from, to);
  const threshold = ensemble.threshold.slice(from, to);
  // A tree's sets lie beside each other, as joining has put them.
  const used = threshold.filter((_, node) => ((flags[node] ?? 0) & splitsByCategory) !== 0);
  const first = used.length === 0 ? 0 : used.reduce((least, set) => Math.min(least, set));
  const last = used.reduce((most, set) => Math.max(most, set), first - 1);
  return {
    feature: ensemble.feature.slice(from, to),
    threshold: moveSets({ threshold, flags }, -first),
    left: ensemble.left.slice(from, to).map((child) => child - from),
    flags,
    cover: ensemble.cover.slice(from, to),
    value: ensemble.value.slice(from * ensemble.leafWidth, to * ensemble.leafWidth),
    sets: ensemble.sets.slice(first * wordsPerSet, (last + 1) * wordsPerSet),
  };
}
