import { checkSplits } from "./split.ts";

/**
 * The fold of each row such that rows of one group (an entity, a campaign, copies of one row) stay together, as
 * scikit-learn's `GroupKFold`: the largest groups first, each into the fold with the fewest rows. `groups` holds whole
 * numbers. O(n + groups x folds). RangeError: fewer groups than folds.
 */
export function groupedKFold(groups: Int32Array, splits: number): Int32Array {
  checkSplits(splits, groups.length);
  const names = [...new Set(groups)].sort((a, b) => a - b);
  if (splits > names.length) {
    throw new RangeError(
      `Cannot have number of splits n_splits=${splits} greater than the number of groups: ${names.length}.`,
    );
  }
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const sizeOf = (group: number) => sizes.get(group) ?? 0;
  // scikit-learn sorts ascending and reverses, so that of equal groups the last name comes first.
  const largestFirst = names.sort((a, b) => sizeOf(b) - sizeOf(a) || b - a);
  const rowsInFold = new Float64Array(splits);
  const foldOfGroup = new Map<number, number>();
  for (const group of largestFirst) {
    const lightest = rowsInFold.indexOf(Math.min(...rowsInFold));
    rowsInFold[lightest] = (rowsInFold[lightest] ?? 0) + sizeOf(group);
    foldOfGroup.set(group, lightest);
  }
  return groups.map((group) => foldOfGroup.get(group) ?? 0);
}
