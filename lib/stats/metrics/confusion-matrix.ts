import { type Measured, MetricError, userWarning } from "./metric-result.ts";
import { checkFinite, checkLengths } from "./scored-labels.ts";

/** The class that each row has beside the class it was given; classes are whole numbers from 0. */
export interface LabelledPredictions {
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
  readonly weights?: Float64Array | undefined;
}

/** Weighted counts: the row is the true class, the column the predicted one. */
export interface ConfusionMatrix {
  /** The classes in the order of rows and columns. */
  readonly classes: readonly number[];
  readonly counts: readonly Float64Array[];
}

/** Throws a MetricError where scikit-learn's checks of a pair of label columns would. */
export function checkPredictions(input: LabelledPredictions): void {
  checkLengths([input.labels.length, input.predicted.length, input.weights?.length]);
  if (input.labels.length === 0) {
    throw new MetricError(
      "Found empty input array (e.g., `y_true` or `y_pred`) while a minimum of 1 sample is required.",
    );
  }
  if (input.weights !== undefined) checkFinite(input.weights, "Input sample_weight");
}

/** The classes that occur as label or prediction, ascending. */
export function presentClasses(input: LabelledPredictions): number[] {
  return [...new Set([...new Set(input.labels), ...new Set(input.predicted)])].sort((a, b) => a - b);
}

/**
 * Counts by true and predicted class. Without `classes` those that occur are taken; a single one of them gives a
 * 1 x 1 matrix with a warning, as it looks like perfection. Rows of other classes are left out. O(n).
 */
export function confusionMatrix(input: LabelledPredictions, classes?: readonly number[]): Measured<ConfusionMatrix> {
  checkPredictions(input);
  const order = classes ?? presentClasses(input);
  if (order.length === 0) throw new MetricError("'labels' should contain at least one label.");
  const place = new Map(order.map((label, index) => [label, index]));
  if (classes !== undefined && !input.labels.some((label) => place.has(label))) {
    throw new MetricError("At least one label specified must be in y_true");
  }
  const counts = order.map(() => new Float64Array(order.length));
  for (let row = 0; row < input.labels.length; row += 1) {
    const line = counts[place.get(input.labels[row] ?? 0) ?? -1];
    const column = place.get(input.predicted[row] ?? 0);
    if (line === undefined || column === undefined) continue;
    line[column] = (line[column] ?? 0) + (input.weights === undefined ? 1 : (input.weights[row] ?? 0));
  }
  return { value: { classes: order, counts }, warnings: order.length === 1 ? [userWarning(singleLabel)] : [] };
}

const singleLabel =
  "A single label was found in 'y_true' and 'y_pred'. For the confusion matrix to have the correct shape, use the 'labels' parameter to pass all known labels.";

/** Weighted number of rows of each true class and of each predicted class, and of those that agree. */
export interface Margins {
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
  readonly agreed: Float64Array;
}

export function marginsOf(matrix: ConfusionMatrix): Margins {
  const size = matrix.classes.length;
  const margins = {
    actual: new Float64Array(size),
    predicted: new Float64Array(size),
    agreed: new Float64Array(size),
  };
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) {
      const count = matrix.counts[i]?.[k] ?? 0;
      margins.actual[i] = (margins.actual[i] ?? 0) + count;
      margins.predicted[k] = (margins.predicted[k] ?? 0) + count;
      if (i === k) margins.agreed[i] = count;
    }
  }
  return margins;
}

export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
