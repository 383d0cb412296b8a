import type { RowPlaces } from "./row-places.ts";

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
  { places, starts, usual }: RowPlaces,
  offsets: Int32Array,
  { gradient, hessian, order }: RowSums,
  { from, to, sums }: { from: number; to: number; sums: Float64Array },
): void {
  sums.fill(0);
  let gradients = 0;
  let hessians = 0;
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    const g = gradient[row] ?? 0;
    const h = hessian[row] ?? 0;
    gradients += g;
    hessians += h;
    const end = starts[row + 1] ?? 0;
    let at = starts[row] ?? 0;
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
  const node = { gradient: gradients, hessian: hessians, rows: to - from };
  for (let column = 0; column < usual.length; column += 1) {
    const bin = usual[column] ?? -1;
    const first = offsets[column] ?? 0;
    if (bin >= 0) fillUsual(sums, { first, end: offsets[column + 1] ?? 0, usual: first + bin }, node);
  }
}

/** The usual bin of a column has what the node has and the column's other bins have not. */
function fillUsual(
  sums: Float64Array,
  { first, end, usual }: { first: number; end: number; usual: number },
  { gradient, hessian, rows }: { gradient: number; hessian: number; rows: number },
): void {
  let g = gradient;
  let h = hessian;
  let n = rows;
  for (let place = first; place < end; place += 1) {
    if (place === usual) continue;
    g -= sums[place * numbersPerBin] ?? 0;
    h -= sums[place * numbersPerBin + 1] ?? 0;
    n -= sums[place * numbersPerBin + 2] ?? 0;
  }
  sums[usual * numbersPerBin] = g;
  sums[usual * numbersPerBin + 1] = h;
  sums[usual * numbersPerBin + 2] = n;
}

/** Turns the parent's histogram into that of the sibling of `child`: what is not in the one is in the other. */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let i = 0; i < parent.length; i += 1) parent[i] = (parent[i] ?? 0) - (child[i] ?? 0);
}
