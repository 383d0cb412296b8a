import { findBin } from "../trees/bin-edges.ts";
import type { BinnedColumns } from "../trees/binned-columns.ts";
import { type GrownTree, missingGoesLeft, splitsByCategory, wordsPerSet } from "../trees/tree-ensemble.ts";
import { listLeftBins } from "./partition-rows.ts";

/** The tree as a function of a row's number, by bins. Cheaper than by values: a look-up a level. */
export function answerBinned(tree: GrownTree, { columns }: BinnedColumns): (row: number) => number {
  const byFeature = new Map(columns.map((column) => [column.feature, column]));
  const bins: Uint8Array[] = [];
  const goes: Uint8Array[] = [];
  const none = new Uint8Array(0);
  for (let node = 0; node < tree.feature.length; node += 1) {
    const column = byFeature.get(tree.feature[node] ?? -1);
    bins.push(column?.bins ?? none);
    const flags = tree.flags[node] ?? 0;
    const threshold = tree.threshold[node] ?? 0;
    const byCategory = (flags & splitsByCategory) !== 0;
    goes.push(
      column === undefined
        ? none
        : listLeftBins(column, {
            bin: byCategory ? -1 : findBin(column.edges, threshold),
            set: byCategory ? tree.sets.subarray(threshold * wordsPerSet, (threshold + 1) * wordsPerSet) : null,
            missingLeft: (flags & missingGoesLeft) !== 0,
          }),
    );
  }
  return (row) => {
    let node = 0;
    while ((tree.feature[node] ?? -1) >= 0) {
      const toLeft = goes[node]?.[bins[node]?.[row] ?? 0] ?? 0;
      node = (tree.left[node] ?? 0) + 1 - toLeft;
    }
    return tree.value[node] ?? 0;
  };
}
