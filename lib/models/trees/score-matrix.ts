import type { FeatureMatrix } from "../data/matrix.ts";
import { createRowScorer } from "./row-scorer.ts";
import type { TreeEnsemble } from "./tree-ensemble.ts";

const blockRows = 480;

/** Adds what the trees answer to `margins` (`outputs` numbers a row) for every row of the matrix. */
export function scoreMatrix(ensemble: TreeEnsemble, matrix: FeatureMatrix, margins: Float64Array): void {
  const { features, outputs } = ensemble;
  if (matrix.columns.length !== features) {
    throw new RangeError(`The trees want ${features} columns, the matrix has ${matrix.columns.length}.`);
  }
  const scorer = createRowScorer(ensemble);
  const rows = new Float64Array(blockRows * features);
  for (let row = 0; row < matrix.rows; row += blockRows) {
    const count = Math.min(blockRows, matrix.rows - row);
    for (const [feature, column] of matrix.columns.entries()) {
      for (let i = 0, at = feature; i < count; i += 1, at += features) rows[at] = column[row + i] ?? Number.NaN;
    }
    scorer.addMargins(rows, count, margins.subarray(row * outputs, (row + count) * outputs));
  }
}
