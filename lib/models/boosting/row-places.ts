import type { BinnedColumn, BinnedColumns } from "../trees/binned-columns.ts";

/**
 * The bins of each row, as places among the bins of all columns, one row after the other. By row, because histograms of
 * all columns are filled in one pass: neighbouring additions then hit different bins, where those of one column would
 * wait for each other. Columns that have the same bin in most rows (flags, counts that are nearly always 0) are named only
 * where they have another: what is left of a node's sums belongs to that bin. On KDDTrain+ that spares half of the work.
 */
export interface RowPlaces {
  readonly places: Uint16Array;
  /** Where each row's places begin, and at last where they end. */
  readonly starts: Int32Array;
  /** Per column its usual bin, -1 where it has none. */
  readonly usual: Int32Array;
}

/** Share of the rows from which on a bin is usual. */
const usualShare = 0.5;

/** Places of the rows [0, rows). */
export function placeByRow({ columns, offsets }: BinnedColumns, rows: number): RowPlaces {
  const usual = Int32Array.from(columns, ({ bins }) => findUsual(bins, rows));
  const starts = countPlaces(columns, usual, rows);
  const places = new Uint16Array(starts[rows] ?? 0);
  const next = starts.slice(0, rows);
  for (const [index, { bins }] of columns.entries()) {
    const skipped = usual[index] ?? -1;
    const offset = offsets[index] ?? 0;
    for (let row = 0; row < rows; row += 1) {
      const bin = bins[row] ?? 0;
      if (bin === skipped) continue;
      const at = next[row] ?? 0;
      places[at] = offset + bin;
      next[row] = at + 1;
    }
  }
  return { places, starts, usual };
}

/** Where each row's places will begin: after those of all rows before it. */
function countPlaces(columns: readonly BinnedColumn[], usual: Int32Array, rows: number): Int32Array {
  const starts = new Int32Array(rows + 1);
  for (const [index, { bins }] of columns.entries()) {
    const skipped = usual[index] ?? -1;
    for (let row = 0; row < rows; row += 1) starts[row + 1] = (starts[row + 1] ?? 0) + Number(bins[row] !== skipped);
  }
  for (let row = 0; row < rows; row += 1) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  return starts;
}

function findUsual(bins: Uint8Array, rows: number): number {
  const counts = new Int32Array(256);
  for (let row = 0; row < rows; row += 1) counts[bins[row] ?? 0] = (counts[bins[row] ?? 0] ?? 0) + 1;
  return counts.findIndex((count) => count >= usualShare * rows);
}
