import { splitsByCategory, type TreeEnsemble, wordsPerSet } from "../trees/tree-ensemble.ts";

/**
 * What is wrong with an ensemble that came from a file, null where nothing is. A checksum says that a file is as somebody
 * wrote it, not that walking it ends: every child must stand behind its parent and within its own tree.
 */
export function findFault(ensemble: TreeEnsemble): string | null {
  const nodes = ensemble.feature.length;
  const { leafWidth, outputs } = ensemble;
  const sized =
    ensemble.threshold.length === nodes &&
    ensemble.left.length === nodes &&
    ensemble.flags.length === nodes &&
    ensemble.cover.length === nodes &&
    ensemble.value.length === nodes * leafWidth &&
    ensemble.sets.length % wordsPerSet === 0;
  if (!sized) return "their parts have different lengths";
  if (leafWidth !== 1 && leafWidth !== outputs) return "their leaves fit no output";
  if (ensemble.starts[0] !== 0 || ensemble.starts[ensemble.starts.length - 1] !== nodes)
    return "they do not fill their nodes";
  for (let tree = 0; tree + 1 < ensemble.starts.length; tree += 1) {
    const from = ensemble.starts[tree] ?? 0;
    const to = ensemble.starts[tree + 1] ?? 0;
    if (to <= from) return "one of them is empty";
    for (let node = from; node < to; node += 1) if (!isSound(ensemble, node, to)) return `node ${node} leads nowhere`;
  }
  return null;
}

function isSound(ensemble: TreeEnsemble, node: number, end: number): boolean {
  const column = ensemble.feature[node] ?? -1;
  if (column < 0) return column === -1;
  const left = ensemble.left[node] ?? 0;
  const threshold = ensemble.threshold[node] ?? Number.NaN;
  if (column >= ensemble.features || left <= node || left + 1 >= end || Number.isNaN(threshold)) return false;
  if (((ensemble.flags[node] ?? 0) & splitsByCategory) === 0) return true;
  return Number.isInteger(threshold) && threshold >= 0 && (threshold + 1) * wordsPerSet <= ensemble.sets.length;
}
