import { boundFalseAlarms, type FalseAlarmBoundInput, type TooFewNegatives } from "./false-alarm-bound.ts";
import { boundMisses, type TooFewPositives } from "./miss-bound.ts";

export interface BothBoundsInput extends FalseAlarmBoundInput {
  /** Scores of known attacks, and the share of such that may be missed. */
  readonly positives: Float64Array;
  readonly missRate: number;
}

/** Every threshold from `lowest` to `highest` keeps both bounds. */
export interface BothBounds {
  readonly ok: true;
  readonly lowest: number;
  readonly highest: number;
  readonly standing: "guaranteed" | "estimated";
}

/** The bounds cross: keeping one of them breaks the other by so much. */
export interface BoundsCross {
  readonly ok: false;
  readonly reason: string;
  /** How far apart they are, in units of the score. */
  readonly scoreGap: number;
  /** Share of the known attacks that are missed where false alarms are kept. */
  readonly missRateThere: number;
  /** Share of the normal scores that are flagged where misses are kept. */
  readonly falseAlarmRateThere: number;
}

/**
 * Thresholds that keep a bound on false alarms (Neyman-Pearson) and one on misses (conformal risk control) at once.
 * The two stand on different grounds: the first holds with confidence, the second on average. O(n log n).
 */
export function boundBoth(input: BothBoundsInput): BothBounds | BoundsCross | TooFewNegatives | TooFewPositives {
  const alarms = boundFalseAlarms(input);
  if (!alarms.ok) return alarms;
  const misses = boundMisses(input.positives, input.missRate);
  if (!misses.ok) return misses;
  const lowest = alarms.threshold;
  const highest = misses.threshold;
  if (lowest <= highest) return { ok: true, lowest, highest, standing: alarms.standing };
  const missRateThere = shareOf(input.positives, (score) => score < lowest);
  const falseAlarmRateThere = shareOf(input.negatives, (score) => score >= highest);
  const reason = `With at most ${input.alpha} false alarms ${missRateThere} of the attacks are missed, not ${input.missRate}; with so few misses ${falseAlarmRateThere} of the normal events are flagged.`;
  return { ok: false, reason, scoreGap: lowest - highest, missRateThere, falseAlarmRateThere };
}

function shareOf(values: Float64Array, holds: (value: number) => boolean): number {
  let count = 0;
  for (const value of values) if (holds(value)) count += 1;
  return count / values.length;
}
