import { fitStandardScale } from "../../stats/scalers.ts";
import type { FeatureMatrix } from "../data/matrix.ts";
import { classesOf, drawFrom, type ResampleOptions } from "./resample.ts";

export interface SmoteOptions extends ResampleOptions {
  readonly neighbours?: number;
}

export interface Resampled {
  readonly matrix: FeatureMatrix;
  readonly labels: Uint8Array;
}

/**
 * SMOTE-NC (Chawla et al. 2002): invents rows of the rarer class between a row and one of its nearest neighbours of the
 * same class. Distances are over standardised numbers; a category that differs counts as the median deviation, which is
 * 1 after standardising, and an invented row takes the category most of the neighbours have. A number missing in
 * either row stays missing. The invented rows follow the given ones. O(rarer^2 x columns). RangeError: as `overSample`,
 * or a single row of the rarer class.
 */
export function smote(matrix: FeatureMatrix, labels: Uint8Array, options: SmoteOptions): Resampled {
  const { rarer, other, rarerLabel } = classesOf(labels, options.ratio);
  if (rarer.length < 2) throw new RangeError("SMOTE needs at least two rows of the rarer class.");
  const wanted = Math.max(0, Math.ceil(options.ratio * other.length) - rarer.length);
  const neighbours = nearestNeighbours(matrix, rarer, Math.min(options.neighbours ?? 5, rarer.length - 1));
  const invented = Array.from({ length: wanted }, () => {
    const from = Math.floor(options.random.fraction() * rarer.length);
    const near = neighbours(from);
    return { row: rarer[from] ?? 0, near, to: drawFrom(near, options.random), share: options.random.fraction() };
  });
  const columns = matrix.columns.map((column, j) => {
    const extended = new Float64Array(matrix.rows + wanted);
    extended.set(column);
    const categorical = (matrix.categories[j] ?? 0) > 0;
    for (const [i, { row, near, to, share }] of invented.entries()) {
      const value = column[row] ?? Number.NaN;
      extended[matrix.rows + i] = categorical
        ? mostFrequent(near.map((each) => column[each] ?? Number.NaN))
        : value + share * ((column[to] ?? Number.NaN) - value);
    }
    return extended;
  });
  const extendedLabels = new Uint8Array(matrix.rows + wanted).fill(rarerLabel);
  extendedLabels.set(labels);
  return { matrix: { ...matrix, rows: matrix.rows + wanted, columns }, labels: extendedLabels };
}

/** For each of the rows, by its place, the nearest others; found when first asked for. */
function nearestNeighbours(
  matrix: FeatureMatrix,
  rows: readonly number[],
  count: number,
): (place: number) => readonly number[] {
  const columns = matrix.columns.map((column, j) => ({
    values: column,
    scale: (matrix.categories[j] ?? 0) > 0 ? 0 : fitStandardScale(column).value.scale,
  }));
  const known = new Map<number, readonly number[]>();
  return (place) => {
    const found = known.get(place);
    if (found !== undefined) return found;
    const row = rows[place] ?? 0;
    const distances = rows.map((each) => {
      let sum = 0;
      for (const { values, scale } of columns) sum += squaredDistance(values[row], values[each], scale);
      return { each, sum };
    });
    const nearest = distances
      .filter(({ each }) => each !== row)
      .sort((a, b) => a.sum - b.sum || a.each - b.each)
      .slice(0, count)
      .map(({ each }) => each);
    known.set(place, nearest);
    return nearest;
  };
}

/** Scale 0 = a category. Where only one of the two is missing they differ by one deviation. */
function squaredDistance(left: number | undefined, right: number | undefined, scale: number): number {
  const a = left ?? Number.NaN;
  const b = right ?? Number.NaN;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) === Number.isNaN(b) ? 0 : 1;
  if (scale === 0) return a === b ? 0 : 1;
  return ((a - b) / scale) ** 2;
}

/** The value that comes most often, the first of them on a tie. */
function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = Number.NaN;
  let most = 0;
  for (const [value, count] of counts) {
    if (count <= most) continue;
    best = value;
    most = count;
  }
  return best;
}
