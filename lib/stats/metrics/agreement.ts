import {
  checkPredictions,
  confusionMatrix,
  type LabelledPredictions,
  type Margins,
  marginsOf,
  sumOf,
} from "./confusion-matrix.ts";
import { type Measured, MetricError, undefinedMetric, userWarning } from "./metric-result.ts";

/** The weighted share of rows whose class was predicted. Says little where one class is rare. O(n). */
export function accuracy(input: LabelledPredictions): number {
  checkPredictions(input);
  let right = 0;
  let total = 0;
  for (let row = 0; row < input.labels.length; row += 1) {
    const weight = input.weights === undefined ? 1 : (input.weights[row] ?? 0);
    if (input.labels[row] === input.predicted[row]) right += weight;
    total += weight;
  }
  if (total === 0) throw new MetricError("Weights sum to zero, can't be normalized");
  return right / total;
}

/** The mean recall of the classes that occur. O(n). */
export function balancedAccuracy(input: LabelledPredictions): Measured<number> {
  const matrix = confusionMatrix(input);
  const { actual, agreed } = marginsOf(matrix.value);
  const recalls = actual.map((count, i) => (agreed[i] ?? 0) / count).filter((recall) => !Number.isNaN(recall));
  const missing =
    recalls.length < actual.length ? [userWarning("y_pred contains classes not in y_true")] : matrix.warnings;
  return { value: sumOf(recalls) / recalls.length, warnings: missing };
}

/** Matthews' correlation of truth and prediction, -1 to 1, for any number of classes (Gorodkin 2004). O(n). */
export function matthewsCorrelation(input: LabelledPredictions): Measured<number> {
  const { value: matrix, warnings } = confusionMatrix(input);
  const { actual, predicted, agreed } = marginsOf(matrix);
  const rows = sumOf(predicted);
  const covariance = sumOf(agreed) * rows - dot(actual, predicted);
  const spread = (rows * rows - dot(predicted, predicted)) * (rows * rows - dot(actual, actual));
  return { value: spread === 0 ? 0 : covariance / Math.sqrt(spread), warnings };
}

/** Cohen's kappa: agreement beyond what the shares of the classes give by chance. NaN with a warning if undefined. */
export function cohenKappa(input: LabelledPredictions): Measured<number> {
  const { value: matrix, warnings } = confusionMatrix(input);
  const margins = marginsOf(matrix);
  const { disagreed, expected, rows } = disagreement(margins);
  if (rows === 0) return { value: Number.NaN, warnings: [...warnings, undefinedMetric(noSharedLabel)] };
  if (expected === 0) return { value: Number.NaN, warnings: [...warnings, undefinedMetric(oneSharedLabel)] };
  return { value: 1 - disagreed / expected, warnings };
}

/** Weighted rows off the diagonal, and how many of them chance would put there. */
function disagreement(margins: Margins): { disagreed: number; expected: number; rows: number } {
  const rows = sumOf(margins.predicted);
  const disagreed = sumOf(margins.actual.map((count, i) => count - (margins.agreed[i] ?? 0)));
  let expected = 0;
  for (let i = 0; i < margins.actual.length; i += 1) {
    for (let k = 0; k < margins.actual.length; k += 1) {
      if (i !== k) expected += ((margins.predicted[i] ?? 0) * (margins.actual[k] ?? 0)) / rows;
    }
  }
  return { disagreed, expected, rows };
}

// The wording, its repetition included, is scikit-learn's.
const oneSharedLabel =
  "`y1`, `y2` and `labels` have only one label in common. `cohen_kappa_score` is undefined and set to the value defined by the the `replace_undefined_by` param, which is set to nan.";
const noSharedLabel =
  "`y2` contains no labels that are present in both `y1` and `labels`.`cohen_kappa_score` is undefined and set to the value defined by the `replace_undefined_by` param, which is set to nan.";

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i += 1) sum += (left[i] ?? 0) * (right[i] ?? 0);
  return sum;
}
