import { ascendingOrder } from "./ascending-order.ts";

/** A monotone step curve with straight lines between its points; `at` ascending, both of the same length. */
export interface IsotonicCurve {
  readonly at: Float64Array;
  readonly values: Float64Array;
}

export interface IsotonicInput {
  readonly at: Float64Array;
  readonly targets: Float64Array;
  /** Weights > 0 count; rows of weight 0 are left out. */
  readonly weights?: Float64Array | undefined;
  readonly increasing?: boolean;
}

/**
 * The monotone curve with the least weighted squared error (pool adjacent violators; Barlow et al. 1972), with the
 * points that scikit-learn 1.9 keeps: rows at the same place are averaged first, inner points of a flat stretch are
 * dropped. O(n log n). RangeError: no row with a weight, or lengths that differ.
 */
export function fitIsotonic(input: IsotonicInput): IsotonicCurve {
  const { at, values, weights } = distinctPlaces(input);
  if (at.length === 0) throw new RangeError("An isotonic fit needs at least one row with a weight above 0.");
  const sign = input.increasing === false ? -1 : 1;
  const fitted = poolViolators(
    values.map((value) => sign * value),
    weights,
  ).map((value) => sign * value);
  const last = at.length - 1;
  const keep = (_: number, i: number) =>
    i === 0 || i === last || fitted[i] !== fitted[i - 1] || fitted[i] !== fitted[i + 1];
  return { at: at.filter(keep), values: fitted.filter(keep) };
}

/** The curve's value at x. Outside the points the nearest one's, or NaN where `outside` says so. O(log points). */
export function isotonicValue(curve: IsotonicCurve, x: number, outside: "clip" | "nan" = "clip"): number {
  const last = curve.at.length - 1;
  const lowest = curve.at[0] ?? Number.NaN;
  const highest = curve.at[last] ?? Number.NaN;
  if (Number.isNaN(x)) return Number.NaN;
  if (outside === "nan" && (x < lowest || x > highest)) return Number.NaN;
  if (x <= lowest) return curve.values[0] ?? Number.NaN;
  if (x >= highest) return curve.values[last] ?? Number.NaN;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((curve.at[middle] ?? 0) <= x) low = middle;
    else high = middle;
  }
  const left = curve.values[low] ?? 0;
  const from = curve.at[low] ?? 0;
  return left + (((curve.values[high] ?? 0) - left) * (x - from)) / ((curve.at[high] ?? 0) - from);
}

interface WeightedPoints {
  readonly at: Float64Array;
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

/** Places closer than this are one, as in scikit-learn (the resolution of a double). */
const samePlace = 1e-15;

function distinctPlaces(input: IsotonicInput): WeightedPoints {
  const n = input.at.length;
  if (input.targets.length !== n || (input.weights !== undefined && input.weights.length !== n)) {
    throw new RangeError("An isotonic fit needs as many targets, and weights if any, as places.");
  }
  const at = new Float64Array(n);
  const values = new Float64Array(n);
  const weights = new Float64Array(n);
  let points = 0;
  for (const row of ascendingOrder(input.at)) {
    const weight = input.weights === undefined ? 1 : (input.weights[row] ?? 0);
    if (!(weight > 0)) continue;
    const place = input.at[row] ?? 0;
    if (points === 0 || place - (at[points - 1] ?? 0) >= samePlace) {
      at[points] = place;
      points += 1;
    }
    values[points - 1] = (values[points - 1] ?? 0) + weight * (input.targets[row] ?? 0);
    weights[points - 1] = (weights[points - 1] ?? 0) + weight;
  }
  return {
    at: at.subarray(0, points),
    values: values.subarray(0, points).map((sum, i) => sum / (weights[i] ?? 1)),
    weights: weights.subarray(0, points),
  };
}

/** Adjacent blocks whose means fall are merged into one until none falls. O(n). */
function poolViolators(targets: Float64Array, weights: Float64Array): Float64Array {
  const means = new Float64Array(targets.length);
  const masses = new Float64Array(targets.length);
  const ends = new Uint32Array(targets.length);
  let blocks = 0;
  for (let i = 0; i < targets.length; i += 1) {
    means[blocks] = targets[i] ?? 0;
    masses[blocks] = weights[i] ?? 0;
    ends[blocks] = i + 1;
    blocks += 1;
    while (blocks > 1 && (means[blocks - 2] ?? 0) >= (means[blocks - 1] ?? 0)) {
      const left = masses[blocks - 2] ?? 0;
      const right = masses[blocks - 1] ?? 0;
      means[blocks - 2] = (left * (means[blocks - 2] ?? 0) + right * (means[blocks - 1] ?? 0)) / (left + right);
      masses[blocks - 2] = left + right;
      ends[blocks - 2] = i + 1;
      blocks -= 1;
    }
  }
  const fitted = new Float64Array(targets.length);
  for (let block = 0, start = 0; block < blocks; block += 1) {
    fitted.fill(means[block] ?? 0, start, ends[block] ?? 0);
    start = ends[block] ?? 0;
  }
  return fitted;
}
