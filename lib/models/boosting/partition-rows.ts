import type { BinnedColumn } from "../trees/binned-columns.ts";
import type { SplitChoice } from "./split-rules.ts";

/** Which bins of the column go left: 1 or 0 for each. */
export function listLeftBins(
  column: BinnedColumn,
  choice: Pick<SplitChoice, "bin" | "set" | "missingLeft">,
): Uint8Array {
  const goes = new Uint8Array(256);
  for (let bin = 0; bin < column.missing; bin += 1) {
    goes[bin] = choice.set === null ? Number(bin <= choice.bin) : ((choice.set[bin >>> 5] ?? 0) >>> (bin & 31)) & 1;
  }
  goes[column.missing] = Number(choice.missingLeft);
  return goes;
}

/**
 * Sorts the rows order[from, to) into those that go left and those that go right, each in the order they had, and
 * returns where the right ones begin. Both places are written each time: a branch would be a coin flip.
 */
export function partitionRows(
  column: BinnedColumn,
  choice: Pick<SplitChoice, "bin" | "set" | "missingLeft">,
  { order, spare, from, to }: { order: Int32Array; spare: Int32Array; from: number; to: number },
): number {
  const goes = listLeftBins(column, choice);
  const { bins } = column;
  let left = from;
  let right = 0;
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    const toLeft = goes[bins[row] ?? 0] ?? 0;
    order[left] = row;
    spare[right] = row;
    left = (left + toLeft) | 0;
    right = (right + 1 - toLeft) | 0;
  }
  order.set(spare.subarray(0, right), left);
  return left;
}
