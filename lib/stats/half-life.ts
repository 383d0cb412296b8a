/**
 * Decay over five half-lives for the price of two exponentials. Half-lives are whole multiples of each other
 * (10 min = 10 x 1 min, 1 h = 6 x 10 min, 7 d = 7 x 1 d), so the faster decays are powers of the slower ones; an hour has
 * its own exponential, as the 168th power of a week's would lose three digits of 1 / 10,080th of a week.
 */
export const halfLifeSeconds = [60, 600, 3600, 86400, 604800] as const;

/** Writes 2^(-dt / half-life) to out[0..4], in the order of `halfLifeSeconds`. `seconds` >= 0. */
export function decaysInto(seconds: number, out: Float64Array): void {
  const week = Math.exp((-Math.LN2 / 604800) * seconds);
  const week2 = week * week;
  const week4 = week2 * week2;
  const day = week4 * week2 * week;
  const hour = Math.exp((-Math.LN2 / 3600) * seconds);
  const hour2 = hour * hour;
  const tenMinutes = hour2 * hour2 * hour2;
  const ten2 = tenMinutes * tenMinutes;
  const ten4 = ten2 * ten2;
  out[0] = ten4 * ten4 * ten2;
  out[1] = tenMinutes;
  out[2] = hour;
  out[3] = day;
  out[4] = week;
}

/** Length of an endless exponential window, in seconds: a damped count divided by it is a rate. */
export function windowSeconds(halfLife: number): number {
  return halfLife / Math.LN2;
}
