/** Values in ascending order, each once, with the weight they carry together. */
export interface DistinctValues {
  readonly values: Float64Array;
  readonly masses: Float64Array;
}

/** Distinct values with their mass; above `knots` of them the lower ones are thinned, the upper half is kept whole. */
export function distinctValues(outputs: Float64Array, weights: Float64Array, knots: number): DistinctValues {
  const order = ascendingOrder(outputs);
  const values: number[] = [];
  const masses: number[] = [];
  for (const i of order) {
    const value = outputs[i] ?? 0;
    const last = values.length - 1;
    if (last >= 0 && values[last] === value) masses[last] = (masses[last] ?? 0) + (weights[i] ?? 0);
    else {
      values.push(value);
      masses.push(weights[i] ?? 0);
    }
  }
  if (values.length <= knots) return { values: Float64Array.from(values), masses: Float64Array.from(masses) };
  return thin(values, masses, knots);
}

/**
 * Indexes of the outputs in ascending order. Ranks by a native sort of the values and a search, as a sort with a
 * comparator of its own takes ten times as long and stalls the stream while references are rebuilt.
 */
function ascendingOrder(outputs: Float64Array): Uint32Array {
  const sorted = outputs.slice().sort();
  const next = new Uint32Array(outputs.length);
  const order = new Uint32Array(outputs.length);
  for (let i = 0; i < outputs.length; i += 1) {
    const first = lowerBound(sorted, outputs[i] ?? 0);
    order[first + (next[first] ?? 0)] = i;
    next[first] = (next[first] ?? 0) + 1;
  }
  return order;
}

/** First place of an ascending array whose value is not below `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function thin(values: readonly number[], masses: readonly number[], knots: number): DistinctValues {
  const kept: number[] = [];
  const merged: number[] = [];
  const upper = values.length - Math.floor(knots / 2);
  const step = upper / (knots - Math.floor(knots / 2));
  let carried = 0;
  for (let i = 0; i < values.length; i += 1) {
    carried += masses[i] ?? 0;
    if (i < upper && Math.floor((i + 1) / step) === Math.floor(i / step)) continue;
    kept.push(values[i] ?? 0);
    merged.push(carried);
    carried = 0;
  }
  return { values: Float64Array.from(kept), masses: Float64Array.from(merged) };
}
