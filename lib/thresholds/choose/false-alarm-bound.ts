import { nextDouble } from "../../stats/next-double.ts";
import { neymanPearsonLeast, neymanPearsonRank } from "../../stats/neyman-pearson.ts";

/** Where scores of normal events come from: that decides what a bound on false alarms is worth. */
export type ScoreOrigin =
  /** Held out from a model that is fixed, and drawn as the events to come: the bound is a guarantee. */
  | "heldOut"
  /** Out-of-fold, from a detector that learns on, or of a stream that drifts: the bound is an estimate. */
  | "outOfFold";

export interface FalseAlarmBoundInput {
  /** Scores of normal events. */
  readonly negatives: Float64Array;
  /** The false-alarm rate that is not to be passed, with which chance of passing it all the same. */
  readonly alpha: number;
  readonly delta: number;
  readonly origin: ScoreOrigin;
}

export interface FalseAlarmBound {
  readonly ok: true;
  /** Flagged is what scores at or above it. */
  readonly threshold: number;
  readonly negatives: number;
  /** P(false-alarm rate > alpha) <= delta holds as it stands, or only as an estimate. */
  readonly standing: "guaranteed" | "estimated";
}

export interface TooFewNegatives {
  readonly ok: false;
  readonly have: number;
  readonly needed: number;
  readonly reason: string;
}

/**
 * The lowest threshold that keeps the false-alarm rate at or below alpha with confidence 1 - delta (Tong, Feng & Li
 * 2018), or how many normal scores are missing for it. The rule is strict, so it yields the next double above its order
 * statistic. O(n log n). RangeError: alpha or delta outside (0, 1).
 */
export function boundFalseAlarms(input: FalseAlarmBoundInput): FalseAlarmBound | TooFewNegatives {
  const { alpha, delta, origin } = input;
  const have = input.negatives.length;
  const rank = neymanPearsonRank(have, alpha, delta);
  if (rank === null) {
    const needed = neymanPearsonLeast(alpha, delta);
    return { ok: false, have, needed, reason: `Not enough normal scores: ${have} of ${needed}.` };
  }
  const threshold = nextDouble(input.negatives.slice().sort()[rank - 1] ?? 0);
  return { ok: true, threshold, negatives: have, standing: origin === "heldOut" ? "guaranteed" : "estimated" };
}
