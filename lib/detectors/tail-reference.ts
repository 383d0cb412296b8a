import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import { distinctValues } from "../stats/distinct-values.ts";
import { fitGeneralisedPareto, generalisedParetoTail } from "../stats/generalised-pareto.ts";
import { marginOfTail } from "../stats/margin.ts";

/**
 * A frozen, weighted sample of what is taken as normal, against which a raw output is ranked: t = share of the sample
 * above it plus half of what equals it (mid-rank); beyond the largest value a generalised Pareto tail that joins on.
 */
export interface TailReference {
  /** Distinct raw outputs, ascending. */
  readonly values: Float64Array;
  /** Margin of an output that equals values[i], and of one strictly between values[i] and values[i + 1]. */
  readonly marginAt: Float64Array;
  readonly marginAbove: Float64Array;
  /** Tail share at the largest value, the place u where the Pareto tail starts, and its shape and scale. */
  readonly largestTail: number;
  readonly start: number;
  readonly gamma: number;
  readonly sigma: number;
  /** Limit of the tail share. */
  readonly smallestTail: number;
}

export interface TailReferenceOptions {
  readonly knots: number;
  readonly smallestTail: number;
  /** Scale of the exponential tail where there is too little to fit one. */
  readonly defaultScale: number;
}

const leastExcesses = 30;

/** Builds a reference from outputs and their weights (same length, at least one). O(n log n). */
export function fitTailReference(
  outputs: Float64Array,
  weights: Float64Array,
  options: TailReferenceOptions,
): TailReference {
  const { values, masses } = distinctValues(outputs, weights, options.knots);
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  const marginAt = new Float64Array(values.length);
  const marginAbove = new Float64Array(values.length);
  let above = 0;
  for (let i = values.length - 1; i >= 0; i -= 1) {
    const mass = masses[i] ?? 0;
    marginAt[i] = marginOfTail((above + mass / 2) / total, options.smallestTail);
    marginAbove[i] = marginOfTail(above / total, options.smallestTail);
    above += mass;
  }
  const largestTail = (masses[values.length - 1] ?? 0) / 2 / total;
  return {
    values,
    marginAt,
    marginAbove,
    largestTail,
    smallestTail: options.smallestTail,
    ...fitTail(values, options),
  };
}

/** Pareto tail over the top fiftieth of the distinct values, or the largest 100 of them if that is more. */
function fitTail(values: Float64Array, options: TailReferenceOptions): { start: number; gamma: number; sigma: number } {
  const size = values.length;
  const excessCount = Math.min(size - 1, Math.max(100, Math.floor(size / 50)));
  const largest = values[size - 1] ?? 0;
  if (excessCount < leastExcesses) return { start: largest, gamma: 0, sigma: options.defaultScale };
  const start = values[size - 1 - excessCount] ?? 0;
  const fit = fitGeneralisedPareto(values.subarray(size - excessCount).map((value) => value - start));
  // A fitted tail that ends soon after the largest value would turn the smallest drift of what is normal into alarms, so
  // the tail is never lighter than exponential, nor steeper than half of the scale outputs have by nature.
  return { start, gamma: Math.max(fit.gamma, 0), sigma: Math.max(fit.sigma, options.defaultScale / 2) };
}

/** Margin of a raw output (a number) against the reference; never falls as the output rises. O(log n). */
export function tailMargin(reference: TailReference, output: number): number {
  const { values } = reference;
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= output) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return -marginOfTail(reference.smallestTail, reference.smallestTail);
  const below = low - 1;
  if (values[below] === output) return reference.marginAt[below] ?? 0;
  return low === values.length ? beyondLargest(reference, output) : (reference.marginAbove[below] ?? 0);
}

function beyondLargest(reference: TailReference, output: number): number {
  const { values, start, largestTail, smallestTail } = reference;
  const largest = values[values.length - 1] ?? 0;
  const share = generalisedParetoTail(output - start, reference) / generalisedParetoTail(largest - start, reference);
  return marginOfTail(largestTail * share, smallestTail);
}

export function saveTailReference(reference: TailReference, writer: StateWriter): void {
  const { largestTail, start, gamma, sigma, smallestTail } = reference;
  writer.numbers(largestTail, start, gamma, sigma, smallestTail);
  writer.put(reference.values);
  writer.put(reference.marginAt);
  writer.put(reference.marginAbove);
}

export function readTailReference(reader: StateReader): TailReference {
  const [largestTail = 0, start = 0, gamma = 0, sigma = 1, smallestTail = 0] = reader.numbers(5);
  const values = reader.doubles();
  const marginAt = reader.sized(reader.doubles(), values.length);
  const marginAbove = reader.sized(reader.doubles(), values.length);
  return { values, marginAt, marginAbove, largestTail, start, gamma, sigma, smallestTail };
}
