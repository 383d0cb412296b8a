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

/** Attacks as they were found: each with the number of attacks that it stands for. */
export interface WeighedAttacks {
  readonly margins: Float64Array;
  readonly weights: Float64Array;
  /** The most that any one event stands for: what an attack to come may weigh. */
  readonly heaviest: number;
}

/**
 * As `boundMisses`, where attacks were drawn for a verdict with chances that depend on their score and are known: conformal
 * risk control with likelihood-ratio weights (Tibshirani et al. 2019, arXiv 1904.06060), the attack to come with the
 * heaviest of them. With equal weights of 1 it is `boundMisses`. `needed`: the weight of attacks that it takes.
 * O(n log n). RangeError: alpha outside (0, 1).
 */
export function boundWeightedMisses(attacks: WeighedAttacks, alpha: number): MissBound | TooFewPositives {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`A miss rate lies between 0 and 1, got ${alpha}.`);
  const { margins, weights, heaviest } = attacks;
  const order = [...margins.keys()].sort((a, b) => (margins[b] ?? 0) - (margins[a] ?? 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let found = 0;
  for (const row of order) {
    found += weights[row] ?? 0;
    const missed = Math.max(0, total - found);
    if (missed + heaviest > alpha * (total + heaviest) * (1 + 1e-12)) continue;
    return { ok: true, threshold: margins[row] ?? 0, positives: margins.length };
  }
  const needed = Math.ceil(heaviest / alpha - heaviest - 1e-9);
  return { ok: false, have: Math.floor(total), needed, reason: `Not enough known attacks: ${total} of ${needed}.` };
}
