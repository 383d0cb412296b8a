import { descendingOrder } from "../ascending-order.ts";
import { checkScoredLabels, type ScoredLabels } from "./scored-labels.ts";

/** Weighted counts of rows with score >= threshold, one entry for each distinct score, thresholds descending. */
export interface ThresholdCounts {
  readonly thresholds: Float64Array;
  readonly falsePositives: Float64Array;
  readonly truePositives: Float64Array;
}

/**
 * The one sweep that every curve rests on (scikit-learn: `confusion_matrix_at_thresholds`). O(n). The last entry counts
 * all rows. Empty where there is no row, or none with a weight. MetricError: see `checkScoredLabels`.
 */
export function thresholdCounts(input: ScoredLabels): ThresholdCounts {
  checkScoredLabels(input);
  const { labels, scores, weights } = withoutZeroWeights(input);
  const order = descendingOrder(scores);
  const thresholds = new Float64Array(order.length);
  const falsePositives = new Float64Array(order.length);
  const truePositives = new Float64Array(order.length);
  let points = 0;
  let positives = 0;
  let negatives = 0;
  for (let i = 0; i < order.length; i += 1) {
    const row = order[i] ?? 0;
    const weight = weights === undefined ? 1 : (weights[row] ?? 0);
    if (labels[row] === 1) positives += weight;
    else negatives += weight;
    const score = scores[row] ?? 0;
    if (i + 1 < order.length && scores[order[i + 1] ?? 0] === score) continue;
    thresholds[points] = score;
    falsePositives[points] = negatives;
    truePositives[points] = positives;
    points += 1;
  }
  return {
    thresholds: thresholds.subarray(0, points),
    falsePositives: falsePositives.subarray(0, points),
    truePositives: truePositives.subarray(0, points),
  };
}

function withoutZeroWeights(input: ScoredLabels): ScoredLabels {
  const { labels, scores, weights } = input;
  if (weights === undefined || !weights.includes(0)) return input;
  const keep = (_: number, row: number) => weights[row] !== 0;
  return { labels: labels.filter(keep), scores: scores.filter(keep), weights: weights.filter(keep) };
}

/** The counts at the points that `keep` names, and at the first and the last. */
export function thinCounts(counts: ThresholdCounts, keep: (point: number) => boolean): ThresholdCounts {
  const last = counts.thresholds.length - 1;
  if (last < 2) return counts;
  const kept = (_: number, point: number) => point === 0 || point === last || keep(point);
  return {
    thresholds: counts.thresholds.filter(kept),
    falsePositives: counts.falsePositives.filter(kept),
    truePositives: counts.truePositives.filter(kept),
  };
}
