import type { Interval } from "./bootstrap.ts";
import { logGamma } from "./log-gamma.ts";

/**
 * The exact interval of a share, `successes` of `trials` (Clopper & Pearson 1934): covers the true share at least as
 * often as `level` says, however few there are. O(1). RangeError: no trial, or more successes than trials.
 */
export function binomialInterval(successes: number, trials: number, level = 0.95): Interval {
  if (!(trials >= 1 && successes >= 0 && successes <= trials)) {
    throw new RangeError(`${successes} of ${trials} is no share.`);
  }
  const outside = (1 - level) / 2;
  const low = successes === 0 ? 0 : betaQuantile(outside, successes, trials - successes + 1);
  const high = successes === trials ? 1 : betaQuantile(1 - outside, successes + 1, trials - successes);
  return { low, high };
}

/** The value below which the given share of a beta distribution lies, by bisection to the last digit. */
function betaQuantile(share: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (betaShare(middle, a, b) < share) low = middle;
    else high = middle;
  }
}

/** The share of a beta(a, b) distribution below x: the regularised incomplete beta function. */
function betaShare(x: number, a: number, b: number): number {
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // The fraction converges quickly on one side of the mean; the other side is its mirror.
  if (x < (a + 1) / (a + b + 2)) return (front * continuedFraction(x, a, b)) / a;
  return 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

/** Continued fraction of the incomplete beta function by Lentz's method (Abramowitz & Stegun 26.5.8). */
function continuedFraction(x: number, a: number, b: number): number {
  const apart = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / apart(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 1000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / apart(1 + even * d);
    c = apart(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / apart(1 + odd * d);
    c = apart(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return fraction;
}
