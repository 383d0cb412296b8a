import { logGamma } from "./log-gamma.ts";

/**
 * The Poisson-gamma model of counts: an origin's mean number of occurrences in a window is itself gamma distributed
 * over origins (shape r), so a count is negative binomial: P(k) = C(k + r - 1, k) (1 - p)^k p^r, with
 * p = r / (r + mean).
 */
export interface NegativeBinomial {
  /** r > 0; small means that few origins make most of the occurrences. */
  readonly shape: number;
  /** p in (0, 1). */
  readonly probability: number;
}

/** P(K >= count), count a whole number >= 0. O(count). */
export function negativeBinomialTail(count: number, model: NegativeBinomial): number {
  const { shape, probability } = model;
  const logFailure = Math.log1p(-probability);
  const first = shape * Math.log(probability) - logGamma(shape);
  // Summed upward from `count` because 1 - (sum below) would lose every digit of a small tail.
  let term = Math.exp(logGamma(count + shape) - logGamma(count + 1) + count * logFailure + first);
  let sum = 0;
  for (let k = count; k < count + 100_000; k += 1) {
    sum += term;
    if (term < sum * 1e-17) break;
    term *= ((k + shape) / (k + 1)) * (1 - probability);
  }
  return Math.min(1, sum);
}

/**
 * The model under which `count` is the smallest number of occurrences with P(K >= count) <= tail: the plain statement
 * "`count` of them is what one normal origin in 1/tail does" turned into numbers. By bisection on p to the last bit.
 */
export function priorFromStatement(shape: number, count: number, tail: number): NegativeBinomial {
  if (!(shape > 0 && count >= 1 && tail > 0 && tail < 1)) {
    throw new RangeError("A prior needs a positive shape, a count of at least 1 and a tail between 0 and 1.");
  }
  let low = 1e-12;
  let high = 1 - 1e-12;
  for (let i = 0; i < 200; i += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (negativeBinomialTail(count, { shape, probability: middle }) <= tail) high = middle;
    else low = middle;
  }
  return { shape, probability: high };
}

/** P(K >= k) for k = 0 … length - 1, to look up on the hot path. */
export function negativeBinomialTails(model: NegativeBinomial, length: number): Float64Array {
  const tails = new Float64Array(length);
  for (let k = 0; k < length; k += 1) tails[k] = negativeBinomialTail(k, model);
  return tails;
}
