import { ascendingOrder } from "./ascending-order.ts";

/**
 * The smallest value such that values up to it carry at least the given share of the weight (NumPy's `inverted_cdf`
 * with weights, the one method it has for them). Weights >= 0; values of weight 0 are never the answer. O(n).
 * RangeError: no value, lengths that differ, weights that are negative, not finite or sum to zero, share outside [0, 1].
 */
export function weightedQuantile(values: Float64Array, weights: Float64Array, share: number): number {
  if (values.length === 0) throw new RangeError("A quantile needs at least one value.");
  if (values.length !== weights.length) {
    throw new RangeError(`${values.length} values and ${weights.length} weights do not go together.`);
  }
  if (!(share >= 0 && share <= 1)) throw new RangeError(`Quantiles must be in the range [0, 1], got ${share}.`);
  let total = 0;
  for (const weight of weights) {
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError("Weights must be finite and not negative.");
    total += weight;
  }
  if (total === 0) throw new RangeError("Weights must not all be zero.");
  const order = ascendingOrder(values);
  const last = values[order.at(-1) ?? 0] ?? Number.NaN;
  if (Number.isNaN(last)) return Number.NaN;
  let carried = 0;
  for (const place of order) {
    carried += weights[place] ?? 0;
    if (carried > 0 && carried / total >= share) return values[place] ?? Number.NaN;
  }
  return last;
}
