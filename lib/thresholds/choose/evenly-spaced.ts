/** `count` evenly spaced numbers, both ends included, to the last bit as NumPy's `linspace` gives them. */
export function evenlySpaced(from: number, to: number, count: number): Float64Array {
  const step = (to - from) / (count - 1);
  const values = Float64Array.from({ length: count }, (_, i) => (i === 0 ? from : i * step + from));
  if (count > 1) values[count - 1] = to;
  return values;
}

/** A curve given at ascending places. */
export interface SampledCurve {
  readonly at: Float64Array;
  readonly values: Float64Array;
}

/** The curve at other places: linear between its own, and clamped at both ends (NumPy's `interp`). O(log n). */
export function interpolate({ at, values }: SampledCurve, place: number): number {
  const last = at.length - 1;
  if (Number.isNaN(place)) return Number.NaN;
  if (place < (at[0] ?? 0)) return values[0] ?? Number.NaN;
  if (place >= (at[last] ?? 0)) return values[last] ?? Number.NaN;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((at[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  const left = values[low] ?? Number.NaN;
  const right = values[low + 1] ?? Number.NaN;
  const slope = (right - left) / ((at[low + 1] ?? 0) - (at[low] ?? 0));
  const fromLeft = slope * (place - (at[low] ?? 0)) + left;
  return Number.isNaN(fromLeft) && left === right ? left : fromLeft;
}

/** NumPy's `isclose` with its defaults. */
export function isClose(left: number, right: number): boolean {
  return left === right || Math.abs(left - right) <= 1e-8 + 1e-5 * Math.abs(right);
}
