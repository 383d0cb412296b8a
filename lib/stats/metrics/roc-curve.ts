import { type Measured, MetricError, type MetricWarning, undefinedMetric } from "./metric-result.ts";
import type { ScoredLabels } from "./scored-labels.ts";
import { type ThresholdCounts, thinCounts, thresholdCounts } from "./threshold-counts.ts";

/** Rates of rows with score >= threshold, thresholds descending. The first point (0, 0) has the threshold +Infinity. */
export interface RocCurve {
  readonly falsePositiveRate: Float64Array;
  readonly truePositiveRate: Float64Array;
  readonly thresholds: Float64Array;
}

/**
 * Receiver operating characteristic as scikit-learn 1.9 gives it. `dropIntermediate` leaves out points on a straight
 * line between their neighbours. With no row of a class its rate is NaN, with a warning. O(n).
 */
export function rocCurve(input: ScoredLabels, dropIntermediate = true): Measured<RocCurve> {
  const all = thresholdCounts(input);
  if (all.thresholds.length === 0) throw emptyCurve();
  const counts = dropIntermediate ? thinCounts(all, (point) => isCorner(all, point)) : all;
  const warnings: MetricWarning[] = [];
  const negatives = counts.falsePositives.at(-1) ?? 0;
  const positives = counts.truePositives.at(-1) ?? 0;
  if (!(negatives > 0)) {
    warnings.push(undefinedMetric("No negative samples in y_true, false positive value should be meaningless"));
  }
  if (!(positives > 0)) {
    warnings.push(undefinedMetric("No positive samples in y_true, true positive value should be meaningless"));
  }
  const value = {
    falsePositiveRate: ratesFromZero(counts.falsePositives, negatives),
    truePositiveRate: ratesFromZero(counts.truePositives, positives),
    thresholds: prepend(Infinity, counts.thresholds),
  };
  return { value, warnings };
}

/** What NumPy says about an empty curve; kept, since the text is part of the contract. */
export function emptyCurve(): MetricError {
  return new MetricError("operands could not be broadcast together with shapes (0,) (2,) ");
}

function isCorner(counts: ThresholdCounts, point: number): boolean {
  return bends(counts.falsePositives, point) || bends(counts.truePositives, point);
}

function bends(values: Float64Array, point: number): boolean {
  const before = values[point - 1] ?? 0;
  const here = values[point] ?? 0;
  const after = values[point + 1] ?? 0;
  return after - here - (here - before) !== 0;
}

function ratesFromZero(counts: Float64Array, total: number): Float64Array {
  const undefinedRate = !(total > 0);
  return prepend(0, counts).map((count) => (undefinedRate ? Number.NaN : count / total));
}

function prepend(first: number, rest: Float64Array): Float64Array {
  const values = new Float64Array(rest.length + 1);
  values[0] = first;
  values.set(rest, 1);
  return values;
}
