/**
 * The score axis has equal steps of rarity: drawn evenly over 0-100, all that thresholds decide about would happen in
 * the top tenth. Its unit is the margin, of which a score is a fixed function (lib/stats/margin.ts).
 */

/** The scores that are written on the axis. */
export const axisScores = [10, 50, 80, 95, 99, 99.8] as const;

/** Margins at the foot and the head of the axis: scores 2.3 and 99.85. No score lies higher. */
export const axisMargins = [-1, 14.4] as const;

/** The margin of a score, the inverse of `scoreOfMargin`; scores beyond the axis lie on its ends. */
export function axisMarginOf(score: number): number {
  const [low, high] = axisMargins;
  if (score <= 0) return low;
  if (score >= 100) return high;
  return Math.min(high, Math.max(low, 4.6 + 1.5 * Math.log(score / (100 - score))));
}
