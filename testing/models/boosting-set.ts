import type { FeatureMatrix } from "../../lib/models/data/matrix.ts";

export interface LabelledMatrix {
  readonly matrix: FeatureMatrix;
  readonly labels: Uint8Array;
}

/**
 * A set of the golden values of boosting: a header, numbers by comma, the label last, an empty cell where a value is
 * missing. The first `trainRows` rows teach, the others test; `categorical` columns hold codes from 0.
 */
export function readBoostingSet(
  text: string,
  { trainRows, categorical }: { readonly trainRows: number; readonly categorical: readonly number[] },
): { readonly train: LabelledMatrix; readonly test: LabelledMatrix } {
  const [head = "", ...lines] = text.trim().split("\n");
  const names = head.split(",").slice(0, -1);
  const cells = lines.map((line) => line.split(",").map((cell) => (cell === "" ? Number.NaN : Number(cell))));
  const most = (column: number) => cells.reduce((max, row) => Math.max(max, row[column] || 0), 0);
  const categories = names.map((_, column) => (categorical.includes(column) ? most(column) + 1 : 0));
  const part = (rows: number[][]): LabelledMatrix => ({
    matrix: {
      rows: rows.length,
      names,
      categories,
      columns: names.map((_, column) => Float64Array.from(rows, (row) => row[column] ?? Number.NaN)),
    },
    labels: Uint8Array.from(rows, (row) => row[names.length] ?? 0),
  });
  return { train: part(cells.slice(0, trainRows)), test: part(cells.slice(trainRows)) };
}
