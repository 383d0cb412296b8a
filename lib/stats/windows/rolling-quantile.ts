import { sortedQuantile } from "../quantile.ts";
import type { WindowBounds } from "./window-bounds.ts";

/**
 * The quantile of every window (share 0.5 = the median), linearly interpolated, missing values left aside; NaN where a
 * window holds fewer than `minPeriods` values. The window is kept sorted: O(n x window) moves of memory at worst.
 */
export function rollingQuantile(
  values: Float64Array,
  bounds: WindowBounds,
  options: { readonly share: number; readonly minPeriods: number },
): Float64Array {
  const sorted = new Float64Array(values.length);
  let size = 0;
  let start = 0;
  let end = 0;
  return values.map((_, row) => {
    for (; end < (bounds.ends[row] ?? 0); end += 1) {
      const value = values[end] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const place = firstNotBelow(sorted, size, value);
      sorted.copyWithin(place + 1, place, size);
      sorted[place] = value;
      size += 1;
    }
    for (; start < (bounds.starts[row] ?? 0); start += 1) {
      const value = values[start] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const place = firstNotBelow(sorted, size, value);
      sorted.copyWithin(place, place + 1, size);
      size -= 1;
    }
    if (size === 0 || size < options.minPeriods) return Number.NaN;
    return sortedQuantile(sorted.subarray(0, size), options.share);
  });
}

function firstNotBelow(sorted: Float64Array, size: number, value: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
