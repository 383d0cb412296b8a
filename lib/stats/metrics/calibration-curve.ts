import { sortedQuantile } from "../quantile.ts";
import { MetricError } from "./metric-result.ts";
import { checkLengths, distinctLabels, type ScoredLabels } from "./scored-labels.ts";

/** One entry for each bin that has rows, in order of probability. */
export interface CalibrationCurve {
  /** The share of attacks among the bin's rows. */
  readonly observed: Float64Array;
  /** The mean probability that they were given. */
  readonly predicted: Float64Array;
  readonly rows: Uint32Array;
}

/**
 * Reliability of probabilities (`scores` in [0, 1]) as scikit-learn 1.9 bins it: `uniform` bins of equal width, or
 * `quantile` bins with about as many rows each; a row on an edge belongs to the bin below. Weights are not used.
 * O(n log n).
 */
export function calibrationCurve(
  input: ScoredLabels,
  bins: number,
  strategy: "uniform" | "quantile",
): CalibrationCurve {
  const { labels, scores } = input;
  checkLengths([labels.length, scores.length]);
  if (scores.some((score) => !(score >= 0 && score <= 1))) {
    throw new MetricError("y_prob has values outside [0, 1].");
  }
  const present = distinctLabels(labels);
  if (present.length > 2) {
    throw new MetricError(`Only binary classification is supported. Provided labels [${present.join(" ")}].`);
  }
  const edges = innerEdges(scores, bins, strategy);
  const observed = new Float64Array(bins);
  const predicted = new Float64Array(bins);
  const rows = new Uint32Array(bins);
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row] ?? 0;
    const bin = edgesBelow(edges, score);
    observed[bin] = (observed[bin] ?? 0) + (labels[row] ?? 0);
    predicted[bin] = (predicted[bin] ?? 0) + score;
    rows[bin] = (rows[bin] ?? 0) + 1;
  }
  const filled = (_: number, bin: number) => (rows[bin] ?? 0) > 0;
  const counts = rows.filter(filled);
  return {
    observed: observed.filter(filled).map((sum, i) => sum / (counts[i] ?? 1)),
    predicted: predicted.filter(filled).map((sum, i) => sum / (counts[i] ?? 1)),
    rows: counts,
  };
}

function innerEdges(scores: Float64Array, bins: number, strategy: "uniform" | "quantile"): Float64Array {
  const edges = new Float64Array(bins - 1);
  const sorted = strategy === "quantile" ? scores.slice().sort() : scores;
  for (let i = 1; i < bins; i += 1) {
    const share = i * (1 / bins);
    edges[i - 1] = strategy === "quantile" ? sortedQuantile(sorted, share) : share;
  }
  return edges;
}

/** How many edges lie strictly below the score. */
function edgesBelow(edges: Float64Array, score: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? 0) < score) low = middle + 1;
    else high = middle;
  }
  return low;
}
