import type { BinnedColumns } from "../trees/binned-columns.ts";

/** Numbers a bin: sum of gradients, sum of second derivatives, rows. */
export const numbersPerBin = 3;

/** Gradients of all rows by row number, and the rows in the order of the tree's nodes. */
export interface RowSums {
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
  readonly order: Int32Array;
}

/**
 * Sums per bin of all columns over the rows order[from, to). The loop is unrolled by four: the rows' bins are then read
 * ahead of the additions, which wait for memory.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the same additions for each column; the rule counts every ?? as a branch.
export function fillHistogram(
  binned: BinnedColumns,
  { gradient, hessian, order }: RowSums,
  { from, to, sums }: { from: number; to: number; sums: Float64Array },
): void {
  const { places } = binned;
  const width = binned.columns.length;
  sums.fill(0);
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    const g = gradient[row] ?? 0;
    const h = hessian[row] ?? 0;
    const end = (row + 1) * width;
    let at = row * width;
    for (; at < end - 3; at += 4) {
      const a = ((places[at] ?? 0) * 3) | 0;
      const b = ((places[at + 1] ?? 0) * 3) | 0;
      const c = ((places[at + 2] ?? 0) * 3) | 0;
      const d = ((places[at + 3] ?? 0) * 3) | 0;
      sums[a] = (sums[a] ?? 0) + g;
      sums[a + 1] = (sums[a + 1] ?? 0) + h;
      sums[a + 2] = (sums[a + 2] ?? 0) + 1;
      sums[b] = (sums[b] ?? 0) + g;
      sums[b + 1] = (sums[b + 1] ?? 0) + h;
      sums[b + 2] = (sums[b + 2] ?? 0) + 1;
      sums[c] = (sums[c] ?? 0) + g;
      sums[c + 1] = (sums[c + 1] ?? 0) + h;
      sums[c + 2] = (sums[c + 2] ?? 0) + 1;
      sums[d] = (sums[d] ?? 0) + g;
      sums[d + 1] = (sums[d + 1] ?? 0) + h;
      sums[d + 2] = (sums[d + 2] ?? 0) + 1;
    }
    for (; at < end; at += 1) {
      const a = ((places[at] ?? 0) * 3) | 0;
      sums[a] = (sums[a] ?? 0) + g;
      sums[a + 1] = (sums[a + 1] ?? 0) + h;
      sums[a + 2] = (sums[a + 2] ?? 0) + 1;
    }
  }
}

/** Turns the parent's histogram into that of the sibling of `child`: what is not in the one is in the other. */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let i = 0; i < parent.length; i += 1) parent[i] = (parent[i] ?? 0) - (child[i] ?? 0);
}
