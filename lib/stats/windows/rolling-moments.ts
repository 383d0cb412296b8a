import type { WindowBounds } from "./window-bounds.ts";

/** One number for each window; NaN where it holds fewer than the least number of values. */
export interface RollingMoments {
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly mean: Float64Array;
  readonly least: Float64Array;
  readonly largest: Float64Array;
  /** The sum of squared distances from the mean. */
  readonly squares: Float64Array;
}

/** Fields of a summary of some values, in one array: count, sum, mean, squared distances, least, largest. */
const fields = 6;

/**
 * Count, sum, mean, squares and extremes of every window, missing values left aside, as pandas defines them with
 * `min_periods`. Windows slide as a queue of two stacks (Tangwongsan et al. 2015), whose summaries are merged and never
 * subtracted (Chan, Golub & LeVeque 1983): one huge value leaves no rounding error behind. O(n), any window.
 */
export function rollingMoments(values: Float64Array, bounds: WindowBounds, minPeriods: number): RollingMoments {
  const window = new SlidingSummary(values);
  const moments: RollingMoments = {
    count: empty(values),
    sum: empty(values),
    mean: empty(values),
    least: empty(values),
    largest: empty(values),
    squares: empty(values),
  };
  for (let row = 0; row < values.length; row += 1) {
    const found = window.moveTo(bounds.starts[row] ?? 0, bounds.ends[row] ?? 0);
    const count = found[0] ?? 0;
    if (count < minPeriods || count === 0) continue;
    moments.count[row] = count;
    moments.sum[row] = found[1] ?? 0;
    moments.mean[row] = found[2] ?? 0;
    moments.squares[row] = found[3] ?? 0;
    moments.least[row] = found[4] ?? 0;
    moments.largest[row] = found[5] ?? 0;
  }
  return moments;
}

/** The variance of each window with `ddof` degrees of freedom less (0 or 1); NaN where no value is left over. */
export function rollingVariance(moments: RollingMoments, ddof: 0 | 1): Float64Array {
  return moments.squares.map((squares, row) => {
    const left = (moments.count[row] ?? Number.NaN) - ddof;
    return left > 0 ? squares / left : Number.NaN;
  });
}

function empty(values: Float64Array): Float64Array {
  return new Float64Array(values.length).fill(Number.NaN);
}

class SlidingSummary {
  readonly #values: Float64Array;
  /** Summaries of [k, split) for each k of the older part. */
  readonly #older: Float64Array;
  /** Summary of [split, end). */
  readonly #newer = new Float64Array(fields);
  readonly #whole = new Float64Array(fields);
  #split = 0;
  #end = 0;

  constructor(values: Float64Array) {
    this.#values = values;
    this.#older = new Float64Array((values.length + 1) * fields);
    clear(this.#newer);
  }

  moveTo(start: number, end: number): Float64Array {
    for (; this.#end < end; this.#end += 1) add(this.#newer, this.#values[this.#end] ?? Number.NaN);
    if (start > this.#split) this.#turn(start);
    if (start === this.#split) this.#whole.set(this.#newer);
    else {
      this.#whole.set(this.#older.subarray(start * fields, (start + 1) * fields));
      merge(this.#whole, this.#newer);
    }
    return this.#whole;
  }

  /** The newer part becomes the older one, summed up from its end. */
  #turn(start: number): void {
    const summary = new Float64Array(fields);
    clear(summary);
    for (let k = this.#end - 1; k >= start; k -= 1) {
      add(summary, this.#values[k] ?? Number.NaN);
      this.#older.set(summary, k * fields);
    }
    this.#split = Math.max(start, this.#end);
    clear(this.#newer);
  }
}

function clear(summary: Float64Array): void {
  summary.fill(0);
  summary[4] = Infinity;
  summary[5] = -Infinity;
}

function add(summary: Float64Array, value: number): void {
  if (Number.isNaN(value)) return;
  const count = (summary[0] ?? 0) + 1;
  const step = value - (summary[2] ?? 0);
  const mean = (summary[2] ?? 0) + step / count;
  summary[0] = count;
  summary[1] = (summary[1] ?? 0) + value;
  summary[3] = (summary[3] ?? 0) + step * (value - mean);
  summary[2] = mean;
  if (value < (summary[4] ?? 0)) summary[4] = value;
  if (value > (summary[5] ?? 0)) summary[5] = value;
}

function merge(into: Float64Array, other: Float64Array): void {
  const left = into[0] ?? 0;
  const right = other[0] ?? 0;
  const count = left + right;
  if (right === 0) return;
  const step = (other[2] ?? 0) - (into[2] ?? 0);
  into[0] = count;
  into[1] = (into[1] ?? 0) + (other[1] ?? 0);
  into[2] = left === 0 ? (other[2] ?? 0) : (into[2] ?? 0) + (step * right) / count;
  into[3] = (into[3] ?? 0) + (other[3] ?? 0) + (left === 0 ? 0 : (step * step * left * right) / count);
  into[4] = Math.min(into[4] ?? 0, other[4] ?? 0);
  into[5] = Math.max(into[5] ?? 0, other[5] ?? 0);
}
