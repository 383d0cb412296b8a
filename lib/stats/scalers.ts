import type { Measured, MetricWarning } from "./metrics/metric-result.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { sortedQuantile } from "./quantile.ts";

/** How a column is brought to a common size: (x - center) / scale. NaN stays NaN. */
export interface ColumnScale {
  readonly center: number;
  /** Never 0; 1 where the column is constant; NaN where it holds nothing but NaN. */
  readonly scale: number;
}

export function scaled(column: Float64Array, by: ColumnScale): Float64Array {
  return column.map((value) => (value - by.center) / by.scale);
}

export interface StandardScale extends ColumnScale {
  readonly variance: number;
  /** Values that are not missing. */
  readonly rows: number;
}

/** Mean 0, variance 1, missing values left aside, as scikit-learn's `StandardScaler`. O(n). */
export function fitStandardScale(column: Float64Array): Measured<StandardScale> {
  const present = column.filter((value) => !Number.isNaN(value));
  const rows = present.length;
  const mean = present.reduce((sum, value) => sum + value, 0) / rows;
  const variance = present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows;
  // The error bound of a variance in two passes (Chan, Golub & LeVeque 1983): below it the column is constant.
  const noise = rows * Number.EPSILON * variance + (rows * mean * Number.EPSILON) ** 2;
  const scale = variance <= noise ? 1 : Math.sqrt(variance);
  const warnings = rows === 0 ? [runtimeWarning("invalid value encountered in divide")] : [];
  return { value: { center: mean, scale, variance, rows }, warnings };
}

export interface RobustOptions {
  /** Shares between which the range is taken; the quartiles by default. */
  readonly low?: number;
  readonly high?: number;
  /** Scale so that a normal column gets variance 1. */
  readonly unitVariance?: boolean;
}

/** Median 0, the range between two quantiles 1, as scikit-learn's `RobustScaler`: outliers do not move it. O(n log n). */
export function fitRobustScale(column: Float64Array, options: RobustOptions = {}): Measured<ColumnScale> {
  const { low = 0.25, high = 0.75 } = options;
  const sorted = column.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return nothingToScale();
  const range = withoutZero(sortedQuantile(sorted, high) - sortedQuantile(sorted, low));
  const normalRange = options.unitVariance === true ? normalQuantile(high) - normalQuantile(low) : 1;
  return { value: { center: sortedQuantile(sorted, 0.5), scale: range / normalRange }, warnings: [] };
}

/** From 0 at the least value to 1 at the largest, as scikit-learn's `MinMaxScaler`. O(n). */
export function fitRangeScale(column: Float64Array): Measured<ColumnScale> {
  let least = Infinity;
  let largest = -Infinity;
  for (const value of column) {
    if (value < least) least = value;
    if (value > largest) largest = value;
  }
  if (largest < least) return nothingToScale();
  return { value: { center: least, scale: withoutZero(largest - least) }, warnings: [] };
}

/** The largest size becomes 1 and zero stays zero, as scikit-learn's `MaxAbsScaler`. O(n). */
export function fitLargestScale(column: Float64Array): Measured<ColumnScale> {
  let largest = -1;
  for (const value of column) if (Math.abs(value) > largest) largest = Math.abs(value);
  if (largest < 0) return { ...nothingToScale(), value: { center: 0, scale: Number.NaN } };
  return { value: { center: 0, scale: withoutZero(largest) }, warnings: [] };
}

/** A range that rounding alone could have made counts as none. */
function withoutZero(range: number): number {
  return range < 10 * Number.EPSILON ? 1 : range;
}

function nothingToScale(): Measured<ColumnScale> {
  return {
    value: { center: Number.NaN, scale: Number.NaN },
    warnings: [runtimeWarning("All-NaN slice encountered")],
  };
}

function runtimeWarning(message: string): MetricWarning {
  return { kind: "RuntimeWarning", message };
}
