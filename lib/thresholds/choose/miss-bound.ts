/** A risk measured at ascending settings lambda, never rising with lambda. */
export interface RiskCurve {
  readonly lambdas: Float64Array;
  readonly risks: Float64Array;
  /** Number of exchangeable examples behind each risk, and the largest loss that one of them can have. */
  readonly examples: number;
  readonly largestLoss: number;
}

/**
 * Conformal risk control (Angelopoulos et al. 2022, arXiv 2208.02814): the first lambda with
 * n/(n+1) R(lambda) + B/(n+1) <= alpha, which keeps the expected loss of a further example at or below alpha.
 * Null: no lambda does. O(length).
 */
export function controlRisk(curve: RiskCurve, alpha: number): number | null {
  const { lambdas, risks, examples: n, largestLoss } = curve;
  const at = risks.findIndex((risk) => (n / (n + 1)) * risk + largestLoss / (n + 1) <= alpha);
  return at < 0 ? null : (lambdas[at] ?? null);
}

export interface MissBound {
  readonly ok: true;
  /** Flagged is what scores at or above it. */
  readonly threshold: number;
  readonly positives: number;
}

export interface TooFewPositives {
  readonly ok: false;
  readonly have: number;
  readonly needed: number;
  readonly reason: string;
}

/**
 * The highest threshold under which a further attack, exchangeable with these, is missed with a chance of at most
 * alpha: conformal risk control of the miss, where lambda falls through the scores. O(n log n).
 * RangeError: alpha outside (0, 1).
 */
export function boundMisses(positives: Float64Array, alpha: number): MissBound | TooFewPositives {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`A miss rate lies between 0 and 1, got ${alpha}.`);
  const descending = positives.slice().sort().reverse();
  const have = positives.length;
  // At the threshold descending[i] at most the have - 1 - i scores after it are missed; ties only lower that.
  const risks = descending.map((_, i) => (have - 1 - i) / have);
  const curve = { lambdas: descending, risks, examples: have, largestLoss: 1 };
  const threshold = controlRisk(curve, alpha);
  if (threshold === null) {
    const needed = Math.ceil(1 / alpha - 1 - 1e-9);
    return { ok: false, have, needed, reason: `Not enough known attacks: ${have} of ${needed}.` };
  }
  return { ok: true, threshold, positives: have };
}
