import type { RankedRows } from "./score-sweep.ts";

export interface CalibrationBin {
  /** Mean probability that the bin's events were given. */
  readonly probability: number;
  /** Share of them that were attacks. */
  readonly share: number;
  /** Events, by weight. */
  readonly count: number;
}

/**
 * Bins of equal mass from the highest probability down; rows of one probability are never parted, so that there may be
 * fewer bins. `probabilities` must order rows as `ranked` does. O(rows).
 */
export function calibrationBins(
  ranked: RankedRows,
  probabilities: Float64Array,
  weights: Float64Array,
  bins: number,
): CalibrationBin[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const found: CalibrationBin[] = [];
  let sums = { mass: 0, probability: 0, attacks: 0 };
  for (const [i, row] of ranked.order.entries()) {
    const weight = weights[row] ?? 0;
    sums.mass += weight;
    sums.probability += weight * (probabilities[row] ?? 0);
    if (ranked.labels[row] === 1) sums.attacks += weight;
    const isLast = i + 1 === ranked.order.length;
    if (!isLast && ranked.scores[ranked.order[i + 1] ?? 0] === ranked.scores[row]) continue;
    if (!(sums.mass > 0) || (!isLast && sums.mass < total / bins)) continue;
    found.push({ probability: sums.probability / sums.mass, share: sums.attacks / sums.mass, count: sums.mass });
    sums = { mass: 0, probability: 0, attacks: 0 };
  }
  return found;
}

/** Expected calibration error: how far a bin's mean probability is from its share of attacks, by mass. */
export function calibrationErrorOf(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, bin) => sum + (bin.count / total) * Math.abs(bin.probability - bin.share), 0);
}
