import { type Measured, MetricError, type MetricWarning } from "./metric-result.ts";
import { emptyCurve } from "./roc-curve.ts";
import { distinctLabels, type ScoredLabels } from "./scored-labels.ts";
import { thresholdCounts } from "./threshold-counts.ts";

/** False alarms against misses, thresholds ascending. */
export interface DetectionErrorTradeoff {
  readonly falsePositiveRate: Float64Array;
  readonly falseNegativeRate: Float64Array;
  readonly thresholds: Float64Array;
}

/**
 * Detection error tradeoff as scikit-learn 1.9 gives it: between the last threshold without a miss and the first
 * without a false alarm, which may be +Infinity. O(n). MetricError: only one class is present.
 */
export function detectionErrorTradeoff(input: ScoredLabels): Measured<DetectionErrorTradeoff> {
  const counts = thresholdCounts(input);
  if (counts.thresholds.length === 0) throw emptyCurve();
  if (distinctLabels(input.labels).length !== 2) {
    throw new MetricError(
      "Only one class is present in y_true. Detection error tradeoff curve is not defined in that case.",
    );
  }
  const falsePositives = [0, ...counts.falsePositives];
  const truePositives = [0, ...counts.truePositives];
  const thresholds = [Infinity, ...counts.thresholds];
  const negatives = falsePositives.at(-1) ?? 0;
  const positives = truePositives.at(-1) ?? 0;
  const first = falsePositives.lastIndexOf(0);
  const last = truePositives.indexOf(positives);
  const range = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => last - i);
  const divided: MetricWarning = { kind: "RuntimeWarning", message: "invalid value encountered in divide" };
  return {
    value: {
      falsePositiveRate: Float64Array.from(range, (point) => (falsePositives[point] ?? 0) / negatives),
      falseNegativeRate: Float64Array.from(range, (point) => (positives - (truePositives[point] ?? 0)) / positives),
      thresholds: Float64Array.from(range, (point) => thresholds[point] ?? 0),
    },
    warnings: [negatives, positives].filter((total) => total === 0).map(() => divided),
  };
}
