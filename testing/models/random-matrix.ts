import type { FeatureMatrix } from "../../lib/models/data/matrix.ts";
import { drawNormal } from "../../lib/stats/draw.ts";
import { createRandom, type Random } from "../../lib/stats/random.ts";

export interface RandomMatrixShape {
  readonly rows: number;
  readonly numeric: number;
  /** Categories of each categorical column; they follow the numeric ones. */
  readonly categories?: readonly number[];
  /** Share of cells that are missing. */
  readonly missing?: number;
  readonly seed: string | number;
}

/** Normal numbers and random codes. The same shape gives the same matrix. */
export function randomMatrix({ rows, numeric, categories = [], missing = 0, seed }: RandomMatrixShape): FeatureMatrix {
  const random = createRandom(seed);
  const cell = (draw: () => number) => (random.fraction() < missing ? Number.NaN : draw());
  const fill = (draw: () => number) => Float64Array.from({ length: rows }, () => cell(draw));
  const columns = [
    ...Array.from({ length: numeric }, () => fill(() => drawNormal(random))),
    ...categories.map((count) => fill(() => Math.floor(random.fraction() * count))),
  ];
  return {
    rows,
    names: columns.map((_, index) => `x${index}`),
    columns,
    categories: [...new Array<number>(numeric).fill(0), ...categories],
  };
}

/** Labels drawn with the chance that `margin` gives a row in log-odds. */
export function drawLabels(matrix: FeatureMatrix, random: Random, margin: (row: number) => number): Uint8Array {
  return Uint8Array.from({ length: matrix.rows }, (_, row) =>
    Number(random.fraction() < 1 / (1 + Math.exp(-margin(row)))),
  );
}

/** The rows of a matrix one after the other, as scoring wants them. */
export function byRow(matrix: FeatureMatrix): Float64Array {
  const width = matrix.columns.length;
  const rows = new Float64Array(matrix.rows * width);
  for (const [feature, column] of matrix.columns.entries()) {
    for (let row = 0; row < matrix.rows; row += 1) rows[row * width + feature] = column[row] ?? Number.NaN;
  }
  return rows;
}
