import { fitStandardScale } from "../../stats/scalers.ts";
import type { FeatureMatrix } from "../data/matrix.ts";
import { classesOf, drawFrom, drawSeveral, type ResampleOptions } from "./resample.ts";

export interface SmoteOptions extends ResampleOptions {
  readonly neighbours?: number;
  /** Neighbours are sought among at most so many rows of the class, drawn at random; else large tables take hours. */
  readonly mostCandidates?: number;
}

export interface Resampled {
  readonly matrix: FeatureMatrix;
  readonly labels: Uint8Array;
}

/**
 * SMOTE-NC (Chawla et al. 2002): invents rows of the rarer class between a row and one of its nearest neighbours of the
 * same class. Distances are over standardised numbers; a category that differs counts as the median deviation, which is
 * 1 after standardising, and an invented row takes the category most of the neighbours have. A number missing in
 * either row stays missing. The invented rows follow the given ones. O(invented x candidates x columns). RangeError: as `overSample`,
 * or a single row of the rarer class.
 */
export function smote(matrix: FeatureMatrix, labels: Uint8Array, options: SmoteOptions): Resampled {
  const { rarer, other, rarerLabel } = classesOf(labels, options.ratio);
  if (rarer.length < 2) throw new RangeError("SMOTE needs at least two rows of the rarer class.");
  const wanted = Math.max(0, Math.ceil(options.ratio * other.length) - rarer.length);
  const most = options.mostCandidates ?? 2000;
  const candidates = rarer.length <= most ? rarer : drawSeveral(rarer, most, options.random);
  const neighbours = nearestNeighbours(matrix, candidates, options.neighbours ?? 5);
  const invented = Array.from({ length: wanted }, () => {
    const row = drawFrom(rarer, options.random);
    const near = neighbours(row);
    return { row, near, to: drawFrom(near, options.random), share: options.random.fraction() };
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

/** For a row the nearest candidates, itself not among them; found when first asked for. */
function nearestNeighbours(
  matrix: FeatureMatrix,
  candidates: readonly number[],
  count: number,
): (row: number) => readonly number[] {
  const columns = matrix.columns.map((column, j) => ({
    values: column,
    scale: (matrix.categories[j] ?? 0) > 0 ? 0 : fitStandardScale(column).value.scale,
  }));
  const known = new Map<number, readonly number[]>();
  return (row) => {
    const found = known.get(row);
    if (found !== undefined) return found;
    const distances = candidates.map((each) => {
      let sum = 0;
      for (const { values, scale } of columns) sum += squaredDistance(values[row], values[each], scale);
      return { each, sum };
    });
    const nearest = distances
      .filter(({ each }) => each !== row)
      .sort((a, b) => a.sum - b.sum || a.each - b.each)
      .slice(0, count)
      .map(({ each }) => each);
    known.set(row, nearest);
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
