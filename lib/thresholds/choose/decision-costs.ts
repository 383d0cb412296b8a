/** What each outcome costs, in any one unit; a benefit is negative. */
export interface DecisionCosts {
  readonly falseAlarm: number;
  readonly miss: number;
  /** An attack that is flagged, and a normal event that is not: 0 unless given. */
  readonly hit?: number;
  readonly pass?: number;
}

/**
 * The calibrated probability from which an alert is worth what it costs: (c10 - c00) / (c10 - c00 + c01 - c11)
 * (Elkan 2001, "The foundations of cost-sensitive learning"). RangeError: costs under which a wrong decision would be
 * cheaper than the right one.
 */
export function costThreshold({ falseAlarm, miss, hit = 0, pass = 0 }: DecisionCosts): number {
  const alarmLoss = falseAlarm - pass;
  const missLoss = miss - hit;
  if (!(alarmLoss > 0 && missLoss > 0)) throw new RangeError("Being wrong must cost more than being right.");
  return alarmLoss / (alarmLoss + missLoss);
}

/**
 * A probability that was calibrated where a share `from` were attacks, as it is where a share `to` are (Elkan 2001,
 * theorem 2): what makes an attack rarer makes each alert less likely to be one. Shares in (0, 1).
 */
export function shiftBaseRate(probability: number, from: number, to: number): number {
  if (!(from > 0 && from < 1 && to > 0 && to < 1)) throw new RangeError("Base rates lie between 0 and 1.");
  return (to * (probability - probability * from)) / (from - probability * from + to * probability - from * to);
}
