import { logGamma } from "./log-gamma.ts";

/**
 * The umbrella algorithm's order statistic (Tong, Feng & Li 2018, "Neyman-Pearson classification algorithms and NP
 * receiver operating characteristics"): of n held-out negative scores sorted ascending, the rank k* (from 1) such that
 * flagging scores strictly above the k*-th keeps P(false alarm rate > alpha) <= delta:
 * k* = min{k : sum_{j=k}^{n} C(n,j) (1-alpha)^j alpha^(n-j) <= delta}. Null: n is too small for this promise.
 * O(n - k*).
 */
export function neymanPearsonRank(n: number, alpha: number, delta: number): number | null {
  if (!(alpha > 0 && alpha < 1 && delta > 0 && delta < 1)) {
    throw new RangeError("Neyman-Pearson needs alpha and delta between 0 and 1.");
  }
  const logKeep = Math.log1p(-alpha);
  const logAlarm = Math.log(alpha);
  const logFactorial = logGamma(n + 1);
  let sum = 0;
  for (let k = n; k >= 1; k -= 1) {
    const logChoose = logFactorial - logGamma(k + 1) - logGamma(n - k + 1);
    sum += Math.exp(logChoose + k * logKeep + (n - k) * logAlarm);
    if (sum > delta) return k === n ? null : k + 1;
  }
  return n >= 1 ? 1 : null;
}

/** The least n for which `neymanPearsonRank` has an answer: ln(delta) / ln(1 - alpha), rounded up. */
export function neymanPearsonLeast(alpha: number, delta: number): number {
  const least = Math.ceil(Math.log(delta) / Math.log1p(-alpha));
  return neymanPearsonRank(least, alpha, delta) === null ? least + 1 : least;
}
