import { type FittedEstimator, labelPair, labelsAt, type ResponseMethod, responseOf } from "./estimator.ts";

export interface FixedThreshold {
  /** "auto": 0.5 of a probability, 0 of a decision function. */
  readonly threshold?: number | "auto";
  readonly responseMethod?: ResponseMethod;
  /** Undefined: the second class. */
  readonly positiveLabel?: number | undefined;
}

/** The labels that scikit-learn's `FixedThresholdClassifier` predicts: positive where the response >= threshold. */
export function predictAtThreshold(model: FittedEstimator, rows: Int32Array, options: FixedThreshold = {}): Int32Array {
  const positiveLabel = options.positiveLabel ?? model.classes[1];
  const response = responseOf(model, { rows, positiveLabel, method: options.responseMethod ?? "auto" });
  const asked = options.threshold ?? "auto";
  const threshold = asked === "auto" ? (response.method === "predict_proba" ? 0.5 : 0) : asked;
  return labelsAt(response.scores, threshold, labelPair(model.classes, positiveLabel));
}
