import { type Measured, MetricError, userWarning } from "./metric-result.ts";
import { emptyCurve } from "./roc-curve.ts";
import { isMulticlass, type ScoredLabels } from "./scored-labels.ts";
import { type ThresholdCounts, thinCounts, thresholdCounts } from "./threshold-counts.ts";

/** Thresholds ascending; precision and recall have one entry more, the last point (1, 0), which has no threshold. */
export interface PrecisionRecallCurve {
  readonly precision: Float64Array;
  readonly recall: Float64Array;
  readonly thresholds: Float64Array;
}

/**
 * Precision and recall at every distinct score as scikit-learn 1.9 gives them. `dropIntermediate` keeps the first and
 * the last point of each recall. Precision is 0 where nothing is predicted; without an attack recall is 1, with a
 * warning. O(n).
 */
export function precisionRecallCurve(input: ScoredLabels, dropIntermediate = false): Measured<PrecisionRecallCurve> {
  const all = thresholdCounts(input);
  if (all.thresholds.length === 0) throw emptyCurve();
  const counts = dropIntermediate ? thinCounts(all, (point) => changesRecall(all.truePositives, point)) : all;
  return curveOf(counts);
}

/** Keeps what adds a true positive, or is the last before one is added. */
function changesRecall(truePositives: Float64Array, point: number): boolean {
  const here = truePositives[point];
  return here !== truePositives[point - 1] || here !== truePositives[point + 1];
}

function curveOf(counts: ThresholdCounts): Measured<PrecisionRecallCurve> {
  const points = counts.thresholds.length;
  const positives = counts.truePositives.at(-1) ?? 0;
  const precision = new Float64Array(points + 1);
  const recall = new Float64Array(points + 1);
  precision[points] = 1;
  for (let i = 0; i < points; i += 1) {
    const hits = counts.truePositives[points - 1 - i] ?? 0;
    const predicted = hits + (counts.falsePositives[points - 1 - i] ?? 0);
    precision[i] = predicted === 0 ? 0 : hits / predicted;
    recall[i] = positives === 0 ? 1 : hits / positives;
  }
  const message = "No positive class found in y_true, recall is set to one for all thresholds.";
  return {
    value: { precision, recall, thresholds: counts.thresholds.slice().reverse() },
    warnings: positives === 0 ? [userWarning(message)] : [],
  };
}

/**
 * Average precision: the precision at each threshold weighted by the recall that it adds; no interpolation, which would
 * flatter. O(n).
 */
export function averagePrecision(input: ScoredLabels): Measured<number> {
  if (isMulticlass(input.labels)) {
    throw new MetricError(
      `\`y_score\` needs to be of shape \`(n_samples, n_classes)\`, since \`y_true\` contains multiple classes. Got \`y_score.shape=(${input.scores.length},)\`.`,
    );
  }
  const counts = thresholdCounts(input);
  if (counts.thresholds.length === 0) {
    throw new MetricError("index -1 is out of bounds for axis 0 with size 0", "IndexError");
  }
  const { value: curve, warnings } = curveOf(counts);
  let sum = 0;
  for (let i = 0; i < curve.thresholds.length; i += 1) {
    sum += ((curve.recall[i] ?? 0) - (curve.recall[i + 1] ?? 0)) * (curve.precision[i] ?? 0);
  }
  return { value: Math.max(0, sum), warnings };
}
