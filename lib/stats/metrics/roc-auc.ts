import { areaUnderCurve } from "./area-under-curve.ts";
import { type Measured, MetricError, undefinedMetric } from "./metric-result.ts";
import { type RocCurve, rocCurve } from "./roc-curve.ts";
import { checkFinite, checkLengths, distinctLabels, isMulticlass, type ScoredLabels } from "./scored-labels.ts";

/**
 * Area under the ROC curve: the chance that an attack scores above a normal row, ties counting half. With
 * `maxFalsePositiveRate` below 1 the part up to it, standardised so that chance is 0.5 and perfection 1 (McClish 1989).
 * NaN with a warning where only one class is present. O(n).
 */
export function rocAuc(input: ScoredLabels, maxFalsePositiveRate?: number): Measured<number> {
  checkAreaInput(input, maxFalsePositiveRate);
  if (distinctLabels(input.labels).length !== 2) {
    const message = "Only one class is present in y_true. ROC AUC score is not defined in that case.";
    return { value: Number.NaN, warnings: [undefinedMetric(message)] };
  }
  // Points on straight lines change no area, and finding them costs more than adding them up.
  const curve = rocCurve(input, false);
  if (maxFalsePositiveRate === undefined || maxFalsePositiveRate === 1) {
    return {
      value: areaUnderCurve(curve.value.falsePositiveRate, curve.value.truePositiveRate),
      warnings: curve.warnings,
    };
  }
  return { value: standardisedPartialArea(curve.value, maxFalsePositiveRate), warnings: curve.warnings };
}

function checkAreaInput(input: ScoredLabels, maxFalsePositiveRate: number | undefined): void {
  if (maxFalsePositiveRate !== undefined && !(maxFalsePositiveRate > 0 && maxFalsePositiveRate <= 1)) {
    throw new MetricError(
      `The 'max_fpr' parameter of roc_auc_score must be a float in the range (0.0, 1.0] or None. Got ${maxFalsePositiveRate} instead.`,
    );
  }
  if (input.labels.length === 0 || input.scores.length === 0) {
    throw new MetricError("Found array with 0 sample(s) (shape=(0,)) while a minimum of 1 is required.");
  }
  checkFinite(input.scores, "Input");
  if (isMulticlass(input.labels)) {
    if (maxFalsePositiveRate === undefined || maxFalsePositiveRate === 1) {
      throw new MetricError("multi_class must be in ('ovo', 'ovr')");
    }
    throw new MetricError(
      `Partial AUC computation not available in multiclass setting, 'max_fpr' must be set to \`None\`, received \`max_fpr=${maxFalsePositiveRate}\` instead`,
    );
  }
  checkLengths([input.labels.length, input.scores.length, input.weights?.length]);
}

function standardisedPartialArea(curve: RocCurve, maximum: number): number {
  const { falsePositiveRate: fpr, truePositiveRate: tpr } = curve;
  let stop = 0;
  while (stop < fpr.length && (fpr[stop] ?? 0) <= maximum) stop += 1;
  // Without a normal row of any weight the rate is NaN, and no point lies below the maximum: one point has no area.
  if (stop === 0) return areaUnderCurve(Float64Array.of(maximum), Float64Array.of(0));
  const left = fpr[stop - 1] ?? 0;
  const share = (maximum - left) / ((fpr[stop] ?? 0) - left);
  const height = (tpr[stop - 1] ?? 0) + share * ((tpr[stop] ?? 0) - (tpr[stop - 1] ?? 0));
  const upToLast = stop < 2 ? 0 : areaUnderCurve(fpr.subarray(0, stop), tpr.subarray(0, stop));
  const area = upToLast + ((maximum - left) * ((tpr[stop - 1] ?? 0) + height)) / 2;
  const smallest = 0.5 * maximum * maximum;
  return 0.5 * (1 + (area - smallest) / (maximum - smallest));
}
