/**
 * Damped incremental statistics (AfterImage in Kitsune: Mirsky et al., NDSS 2018): weight w, linear sum LS and squared
 * sum SS of a stream of values, each forgetting by the same decay. They lie in three consecutive places of a typed
 * array so that thousands of entities share one slab.
 */

/** Adds `value` after forgetting by `decay` (2^(-dt / half-life), 1 for the first value). O(1). */
export function learnDamped(slab: Float64Array, at: number, decay: number, value: number): void {
  slab[at] = (slab[at] ?? 0) * decay + 1;
  slab[at + 1] = (slab[at + 1] ?? 0) * decay + value;
  slab[at + 2] = (slab[at + 2] ?? 0) * decay + value * value;
}

/** Mean of the values, in their unit; NaN without any. */
export function dampedMean(slab: Float64Array, at: number): number {
  return (slab[at + 1] ?? 0) / (slab[at] ?? 0);
}

/** Variance |SS/w - mean^2|, in the values' unit squared; NaN without any. */
export function dampedVariance(slab: Float64Array, at: number): number {
  const mean = dampedMean(slab, at);
  return Math.abs((slab[at + 2] ?? 0) / (slab[at] ?? 0) - mean * mean);
}
