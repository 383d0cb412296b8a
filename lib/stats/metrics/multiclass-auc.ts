import { type Measured, MetricError, type MetricWarning } from "./metric-result.ts";
import type { ClassProbabilities } from "./probability-loss.ts";
import { rocAuc } from "./roc-auc.ts";
import { checkFinite, checkLengths } from "./scored-labels.ts";

export interface MulticlassAucOptions {
  /** `rest`: each class against all others. `pairs`: the mean over pairs of classes, blind to shares (Hand & Till 2001). */
  readonly against: "rest" | "pairs";
  readonly average: "macro" | "weighted";
}

/**
 * Area under the ROC curve for several classes; every class must occur. Rows must sum to one. O(classes^2 x n).
 * MetricError: as scikit-learn's `roc_auc_score`.
 */
export function multiclassAuc(input: ClassProbabilities, options: MulticlassAucOptions): Measured<number> {
  checkClassProbabilities(input);
  if (options.against === "rest") return againstRest(input, options.average);
  if (input.weights !== undefined) {
    throw new MetricError(
      "sample_weight is not supported for multiclass one-vs-one ROC AUC, 'sample_weight' must be None in this case.",
    );
  }
  return betweenPairs(input, options.average);
}

function checkClassProbabilities(input: ClassProbabilities): void {
  const { labels, probabilities, classes } = input;
  checkFinite(probabilities, "Input");
  checkLengths([labels.length, probabilities.length / classes, input.weights?.length]);
  for (let row = 0; row < labels.length; row += 1) {
    let sum = 0;
    for (let k = 0; k < classes; k += 1) sum += probabilities[row * classes + k] ?? 0;
    if (Math.abs(sum - 1) > 1e-5 + 1e-8) {
      throw new MetricError(
        "Target scores need to be probabilities for multiclass roc_auc, i.e. they should sum up to 1.0 over classes",
      );
    }
  }
  if (new Set(labels).size !== classes) {
    throw new MetricError("Number of classes in y_true not equal to the number of columns in 'y_score'");
  }
}

function againstRest(input: ClassProbabilities, average: "macro" | "weighted"): Measured<number> {
  const warnings: MetricWarning[] = [];
  let sum = 0;
  let total = 0;
  for (let k = 0; k < input.classes; k += 1) {
    const labels = Uint8Array.from(input.labels, (label) => Number(label === k));
    const scores = columnOf(input, k);
    const area = rocAuc({ labels, scores, weights: input.weights });
    warnings.push(...area.warnings);
    const weight = average === "macro" ? 1 : weightOf(labels, input.weights);
    // A class whose rows have no weight has no area either (NaN); it does not count.
    if (weight > 0) sum += weight * area.value;
    total += weight;
  }
  return { value: sum / total, warnings };
}

function weightOf(labels: Uint8Array, weights: Float64Array | undefined): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row += 1) sum += (labels[row] ?? 0) * (weights?.[row] ?? 1);
  return sum;
}

function betweenPairs(input: ClassProbabilities, average: "macro" | "weighted"): Measured<number> {
  let sum = 0;
  let total = 0;
  for (let a = 0; a < input.classes; a += 1) {
    for (let b = a + 1; b < input.classes; b += 1) {
      const both = (_: number, row: number) => input.labels[row] === a || input.labels[row] === b;
      const labels = Uint8Array.from(input.labels.filter(both), (label) => Number(label === a));
      const forFirst = rocAuc({ labels, scores: columnOf(input, a).filter(both) });
      const forSecond = rocAuc({ labels: labels.map((label) => 1 - label), scores: columnOf(input, b).filter(both) });
      const weight = average === "macro" ? 1 : labels.length;
      sum += (weight * (forFirst.value + forSecond.value)) / 2;
      total += weight;
    }
  }
  return { value: sum / total, warnings: [] };
}

function columnOf(input: ClassProbabilities, k: number): Float64Array {
  return Float64Array.from(input.labels, (_, row) => input.probabilities[row * input.classes + k] ?? 0);
}
