import { checkJudged, type JudgedLabels, probabilityOf } from "./judged-labels.ts";

/** Which rows training goes on with, both in the order of the table. */
export interface FilteredRows {
  readonly kept: Int32Array;
  readonly dropped: Int32Array;
}

/**
 * The out-of-fold filter: rows whose own label has less than the given probability are dropped. With .3 it repairs
 * random flips (5 to 20 % of NSL-KDD's training rows) almost wholly, and does nothing against labels of one family that
 * were all turned: the models then learn the lie, and find it likely. O(rows). RangeError: as `checkJudged`.
 */
export function dropUnlikelyLabels(judged: JudgedLabels, least = 0.3): FilteredRows {
  checkJudged(judged);
  return partRows(judged.labels.length, (row) => probabilityOf(judged, row, judged.labels[row] ?? 0) >= least);
}

export function partRows(rows: number, keep: (row: number) => boolean): FilteredRows {
  const kept: number[] = [];
  const dropped: number[] = [];
  for (let row = 0; row < rows; row += 1) (keep(row) ? kept : dropped).push(row);
  return { kept: Int32Array.from(kept), dropped: Int32Array.from(dropped) };
}
