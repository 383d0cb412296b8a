import { checkSplits } from "./split.ts";

/**
 * The fold of each row, in blocks of the given order as scikit-learn's `KFold` makes them: the first folds take the
 * rows left over. RangeError: fewer rows than folds.
 */
export function kFold(rows: number, splits: number): Int32Array {
  checkSplits(splits, rows);
  const least = Math.floor(rows / splits);
  const larger = rows % splits;
  const inLarger = larger * (least + 1);
  return Int32Array.from({ length: rows }, (_, row) =>
    row < inLarger ? Math.floor(row / (least + 1)) : larger + Math.floor((row - inLarger) / least),
  );
}
