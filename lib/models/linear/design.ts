import type { FeatureMatrix } from "../data/matrix.ts";

/**
 * A column as the fit works with it: brought to variance 1, around 0 where it is dense. Columns that are mostly zero
 * (indicators) keep their zeros, of which nothing need be computed.
 */
interface DesignColumn {
  readonly center: number;
  readonly scale: number;
  /** Rows that are not 0 after centring, and their values. */
  readonly rows: Int32Array;
  readonly values: Float64Array;
  /** What a missing value counts as, in the column's own unit. */
  readonly usual: number;
}

export interface Design {
  readonly rows: number;
  readonly columns: readonly DesignColumn[];
}

/** Below this share of values that are not 0 a column is kept sparse. */
const sparseBelow = 0.3;

/** Prepares the columns; a missing value counts as the column's mean. O(rows x columns). */
export function designOf(matrix: FeatureMatrix): Design {
  return { rows: matrix.rows, columns: matrix.columns.map(designColumn) };
}

function designColumn(column: Float64Array): DesignColumn {
  const { mean, deviation, filled } = momentsOf(column);
  const scale = deviation > 0 ? deviation : 1;
  const sparse = filled < sparseBelow * column.length;
  const center = sparse ? 0 : mean;
  const size = sparse ? filled : column.length;
  const rows = new Int32Array(size);
  const values = new Float64Array(size);
  let at = 0;
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] ?? 0;
    if (sparse && value === 0) continue;
    rows[at] = row;
    values[at] = ((Number.isNaN(value) ? mean : value) - center) / scale;
    at += 1;
  }
  return { center, scale, rows, values, usual: mean };
}

/** Mean and deviation of what is there, and how many entries are not 0 (missing ones count). */
function momentsOf(column: Float64Array): { mean: number; deviation: number; filled: number } {
  let sum = 0;
  let present = 0;
  let filled = 0;
  for (const value of column) {
    if (value !== 0) filled += 1;
    if (Number.isNaN(value)) continue;
    sum += value;
    present += 1;
  }
  const mean = present === 0 ? 0 : sum / present;
  let squares = 0;
  for (const value of column) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  const deviation = present === 0 ? 0 : Math.sqrt(squares / present);
  // A deviation that rounding alone could have made is none: the column is constant.
  return { mean, deviation: deviation > 1e-12 * Math.abs(mean) ? deviation : 0, filled };
}

/** raw[row] += sum of coefficient x value. */
export function addProducts(design: Design, coefficients: Float64Array, raw: Float64Array): void {
  for (const [j, { rows, values }] of design.columns.entries()) {
    const coefficient = coefficients[j] ?? 0;
    if (coefficient === 0) continue;
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i] ?? 0;
      raw[row] = (raw[row] ?? 0) + coefficient * (values[i] ?? 0);
    }
  }
}

/** into[column] = sum over rows of residual x value. */
export function columnProducts(design: Design, residuals: Float64Array, into: Float64Array): void {
  for (const [j, { rows, values }] of design.columns.entries()) {
    let sum = 0;
    for (let i = 0; i < rows.length; i += 1) sum += (residuals[rows[i] ?? 0] ?? 0) * (values[i] ?? 0);
    into[j] = sum;
  }
}
