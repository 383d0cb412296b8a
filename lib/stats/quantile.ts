/** The methods that NumPy names; the first nine are those of Hyndman and Fan (1996), in their order. */
export type QuantileMethod =
  | "inverted_cdf"
  | "averaged_inverted_cdf"
  | "closest_observation"
  | "interpolated_inverted_cdf"
  | "hazen"
  | "weibull"
  | "linear"
  | "median_unbiased"
  | "normal_unbiased"
  | "lower"
  | "higher"
  | "midpoint"
  | "nearest";

/**
 * The value below which the given share (0 to 1) of the values lies, exactly as NumPy 2.4 computes it by each method.
 * NaN if any value is NaN. O(n log n). RangeError: no value, or a share outside [0, 1].
 */
export function quantile(values: Float64Array, share: number, method: QuantileMethod = "linear"): number {
  return sortedQuantile(values.slice().sort(), share, method);
}

/** `quantile` of values that are in ascending order already, NaN last. O(1). */
export function sortedQuantile(sorted: Float64Array, share: number, method: QuantileMethod = "linear"): number {
  if (sorted.length === 0) throw new RangeError("A quantile needs at least one value.");
  if (!(share >= 0 && share <= 1)) throw new RangeError(`Quantiles must be in the range [0, 1], got ${share}.`);
  const largest = sorted.at(-1) ?? Number.NaN;
  if (Number.isNaN(largest)) return Number.NaN;
  const place = placeOf(sorted.length, share, method);
  if (place >= sorted.length - 1) return largest;
  if (place < 0) return sorted[0] ?? Number.NaN;
  const left = Math.floor(place);
  return between(sorted[left] ?? 0, sorted[left + 1] ?? 0, weightOfRight(place - left, method));
}

/** Where in the sorted values, counted from 0, the quantile lies; may lie between two, or outside. */
function placeOf(n: number, share: number, method: QuantileMethod): number {
  switch (method) {
    case "inverted_cdf":
      return Math.ceil(n * share - 1);
    case "averaged_inverted_cdf":
      return n * share - 1;
    case "closest_observation":
      return nearestOddFromBelow(n * share - 1.5);
    case "interpolated_inverted_cdf":
      return hyndmanFan(n, share, 0, 1);
    case "hazen":
      return hyndmanFan(n, share, 0.5, 0.5);
    case "weibull":
      return hyndmanFan(n, share, 0, 0);
    case "median_unbiased":
      return hyndmanFan(n, share, 1 / 3, 1 / 3);
    case "normal_unbiased":
      return hyndmanFan(n, share, 3 / 8, 3 / 8);
    case "lower":
      return Math.floor((n - 1) * share);
    case "higher":
      return Math.ceil((n - 1) * share);
    case "nearest":
      return roundHalfToEven((n - 1) * share);
    case "linear":
    case "midpoint":
      return (n - 1) * share;
  }
}

function hyndmanFan(n: number, share: number, alpha: number, beta: number): number {
  return n * share + (alpha + share * (1 - alpha - beta)) - 1;
}

/** The whole number above, but a whole odd number stays: "the nearest even order statistic", counted from 1. */
function nearestOddFromBelow(index: number): number {
  const floor = Math.floor(index);
  return index === floor && Math.abs(floor % 2) === 1 ? floor : floor + 1;
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function weightOfRight(fraction: number, method: QuantileMethod): number {
  if (method === "averaged_inverted_cdf") return fraction === 0 ? 0.5 : 1;
  if (method === "midpoint") return fraction === 0 ? 0 : 0.5;
  return fraction;
}

/** Linear interpolation from the nearer end, so that equal ends give exactly themselves. */
function between(left: number, right: number, weight: number): number {
  const step = right - left;
  return weight >= 0.5 ? right - step * (1 - weight) : left + step * weight;
}
