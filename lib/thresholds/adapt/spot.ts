import { fitGeneralisedPareto, type GeneralisedPareto } from "../../stats/generalised-pareto.ts";

export interface SpotOptions {
  /** The share of values that may lie above the threshold; for shares of 1e-3 and less. */
  readonly risk: number;
  /** The quantile that peaks begin at. */
  readonly level?: number;
  /** DSPOT: values are judged against the mean of so many that came before; 0: SPOT. */
  readonly depth?: number;
  /** Peaks kept; the oldest go first. */
  readonly mostPeaks?: number;
}

/** Plain data: JSON of it restores the same future. */
export interface SpotState {
  readonly options: Required<SpotOptions>;
  readonly peakFrom: number;
  n: number;
  /** Peaks ever seen, of which the latest are kept. */
  seen: number;
  peaks: number[];
  excess: number;
  recent: number[];
}

/**
 * Streaming peaks over a threshold (Siffer et al., KDD 2017): values above a high quantile are fitted by a generalised
 * Pareto law, from which the threshold of the wished risk follows. Alarms are not learnt. `first`: at least as many
 * values as the level leaves peaks in. DSPOT takes each value less the mean of the `depth` before it that were no alarm.
 */
export function startSpot(first: readonly number[], given: SpotOptions): SpotState {
  const options = { level: 0.98, depth: 0, mostPeaks: 5000, ...given };
  const { depth, level } = options;
  const values =
    depth === 0 ? [...first] : first.slice(depth).map((value, i) => value - mean(first.slice(i, i + depth)));
  const sorted = [...values].sort((a, b) => a - b);
  const peakFrom = sorted[Math.floor(level * values.length)] ?? 0;
  const peaks = values.filter((value) => value > peakFrom).map((value) => value - peakFrom);
  if (peaks.length === 0) throw new RangeError("There is no value above the level: too few values, or all alike.");
  const recent = depth === 0 ? [] : first.slice(-depth);
  const state = { options, peakFrom, n: values.length, seen: peaks.length, peaks, excess: 0, recent };
  refit(state);
  return state;
}

/** The threshold in force for the next value. */
export function spotThreshold(state: SpotState): number {
  return state.peakFrom + state.excess + baseOf(state);
}

/**
 * Judges a value, then learns it unless it is an alarm. `threshold` is the one after learning, still above the base that
 * the value was judged by, as the reference implementation reports it. O(peaks) where the value is a peak.
 */
export function stepSpot(state: SpotState, value: number): { readonly alarm: boolean; readonly threshold: number } {
  const base = baseOf(state);
  const alarm = value - base > state.peakFrom + state.excess;
  if (!alarm) learn(state, value, value - base);
  return { alarm, threshold: base + state.peakFrom + state.excess };
}

function learn(state: SpotState, value: number, x: number): void {
  state.n += 1;
  if (x > state.peakFrom) {
    state.peaks.push(x - state.peakFrom);
    state.seen += 1;
    if (state.peaks.length > state.options.mostPeaks) state.peaks.shift();
    refit(state);
  }
  if (state.options.depth > 0) {
    state.recent.push(value);
    state.recent.shift();
  }
}

function baseOf(state: SpotState): number {
  return state.options.depth === 0 ? 0 : mean(state.recent);
}

function refit(state: SpotState): void {
  const model = fitGeneralisedPareto(state.peaks);
  state.excess = excessAt(model, (state.options.risk * state.n) / state.seen);
}

/** The excess that a share `tail` of the peaks passes. */
function excessAt({ gamma, sigma }: GeneralisedPareto, tail: number): number {
  return gamma === 0 ? -sigma * Math.log(tail) : (sigma / gamma) * (tail ** -gamma - 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
