/** How fast the past loses weight, in one of pandas' four ways, and what missing values and the start mean. */
export interface DecayOptions {
  /** alpha in (0, 1], span >= 1, center of mass >= 0 or half-life > 0 in rows. */
  readonly decay:
    | { readonly alpha: number }
    | { readonly span: number }
    | { readonly centerOfMass: number }
    | { readonly halfLife: number };
  /** Divide by the weights so far, so that the first values are not counted too much. */
  readonly adjust?: boolean;
  /** A missing value lets no time pass. */
  readonly ignoreMissing?: boolean;
  /** Fewer values than this give NaN. */
  readonly minPeriods?: number;
}

/** alpha, the weight of the newest value. RangeError: outside its range. */
export function alphaOf(decay: DecayOptions["decay"]): number {
  const alpha =
    "alpha" in decay
      ? decay.alpha
      : "span" in decay
        ? 2 / (decay.span + 1)
        : "centerOfMass" in decay
          ? 1 / (1 + decay.centerOfMass)
          : 1 - 0.5 ** (1 / decay.halfLife);
  if (!(alpha > 0 && alpha <= 1)) throw new RangeError(`The decay must give an alpha in (0, 1], got ${alpha}.`);
  return alpha;
}

/** Exponentially weighted mean and (biased) variance after each row, and what makes the variance unbiased. */
export interface WeightedMoments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** Variance times this is unbiased; NaN where it cannot be. */
  readonly correction: Float64Array;
}

/**
 * Mean and variance with exponentially falling weights, exactly as pandas' `ewm(...)` defines `adjust`, `ignore_na` and
 * `min_periods`. NaN = missing. O(n).
 */
export function weightedMoments(values: Float64Array, options: DecayOptions): WeightedMoments {
  const alpha = alphaOf(options.decay);
  const { adjust = true, ignoreMissing = false } = options;
  const least = Math.max(options.minPeriods ?? 0, 1);
  const mean = new Float64Array(values.length).fill(Number.NaN);
  const variance = mean.slice();
  const correction = mean.slice();
  const state = { mean: Number.NaN, variance: 0, weight: 1, squares: 1, old: 1 };
  let seen = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    const missing = Number.isNaN(value);
    if (!missing) seen += 1;
    if (Number.isNaN(state.mean)) state.mean = value;
    else if (!missing || !ignoreMissing) advance(state, value, { alpha, adjust });
    if (seen < least) continue;
    mean[row] = state.mean;
    variance[row] = state.variance;
    const total = state.weight * state.weight;
    correction[row] = total > state.squares ? total / (total - state.squares) : Number.NaN;
  }
  return { mean, variance, correction };
}

interface Decaying {
  mean: number;
  variance: number;
  weight: number;
  squares: number;
  /** Weight of all that came before, against which the next value is weighed. */
  old: number;
}

/** One row: the past fades, and a value that is there is taken in. */
function advance(state: Decaying, value: number, { alpha, adjust }: { alpha: number; adjust: boolean }): void {
  fade(state, 1 - alpha);
  if (Number.isNaN(value)) return;
  take(state, value, adjust ? 1 : alpha);
  if (!adjust) renew(state);
}

function fade(state: Decaying, factor: number): void {
  state.weight *= factor;
  state.squares *= factor * factor;
  state.old *= factor;
}

function take(state: Decaying, value: number, newWeight: number): void {
  const total = state.old + newWeight;
  const before = state.mean;
  if (before !== value) state.mean = (state.old * before + newWeight * value) / total;
  const spread = state.variance + (before - state.mean) ** 2;
  state.variance = (state.old * spread + newWeight * (value - state.mean) ** 2) / total;
  state.weight += newWeight;
  state.squares += newWeight * newWeight;
  state.old = total;
}

/** Without adjustment the past always weighs 1 - alpha against the new value. */
function renew(state: Decaying): void {
  state.weight /= state.old;
  state.squares /= state.old * state.old;
  state.old = 1;
}

/**
 * Exponentially weighted mean where rows have times: a value's weight halves every `halfLifeMs` (pandas
 * `ewm(halflife=, times=)`, adjusted). `times` in milliseconds, never falling. O(n).
 */
export function timeWeightedMean(values: Float64Array, times: Float64Array, halfLifeMs: number): Float64Array {
  if (!(halfLifeMs > 0)) throw new RangeError(`A half-life is positive, got ${halfLifeMs}.`);
  let sum = 0;
  let weight = 0;
  return values.map((value, row) => {
    const passed = row === 0 ? 0 : (times[row] ?? 0) - (times[row - 1] ?? 0);
    if (passed < 0) throw new RangeError(`Times must not fall, row ${row} does.`);
    const factor = 0.5 ** (passed / halfLifeMs);
    sum *= factor;
    weight *= factor;
    if (!Number.isNaN(value)) {
      sum += value;
      weight += 1;
    }
    return weight > 0 ? sum / weight : Number.NaN;
  });
}
