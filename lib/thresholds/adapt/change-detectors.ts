/** Page-Hinkley: how far the sum of deviations from the running mean has risen above its least. */
export interface PageHinkley {
  readonly tolerance: number;
  readonly limit: number;
  readonly count: number;
  readonly mean: number;
  readonly sum: number;
  readonly least: number;
}

export function startPageHinkley(tolerance: number, limit: number): PageHinkley {
  return { tolerance, limit, count: 0, mean: 0, sum: 0, least: 0 };
}

/** m = sum (x - mean - tolerance); `changed` where m - min m > limit: the mean has risen (Page 1954). */
export function stepPageHinkley(state: PageHinkley, value: number): { state: PageHinkley; changed: boolean } {
  const count = state.count + 1;
  const mean = state.mean + (value - state.mean) / count;
  const sum = state.sum + value - mean - state.tolerance;
  const least = Math.min(state.least, sum);
  return { state: { ...state, count, mean, sum, least }, changed: sum - least > state.limit };
}

/** An exponentially weighted mean beside the limits within which chance keeps it. */
export interface EwmaChart {
  readonly mean: number;
  readonly deviation: number;
  readonly weight: number;
  readonly width: number;
  readonly smoothed: number;
  readonly count: number;
}

export function startEwmaChart(of: { mean: number; deviation: number; weight?: number; width?: number }): EwmaChart {
  return { weight: 0.2, width: 3, ...of, smoothed: of.mean, count: 0 };
}

/** z = w x + (1 - w) z; limits mean +- width sd sqrt(w / (2 - w) (1 - (1 - w)^2t)) (Roberts 1959). */
export function stepEwmaChart(state: EwmaChart, value: number): { state: EwmaChart; outside: boolean; limit: number } {
  const { weight: w, mean, deviation, width } = state;
  const smoothed = w * value + (1 - w) * state.smoothed;
  const count = state.count + 1;
  const limit = width * deviation * Math.sqrt((w / (2 - w)) * (1 - (1 - w) ** (2 * count)));
  return { state: { ...state, smoothed, count }, outside: Math.abs(smoothed - mean) > limit, limit };
}
