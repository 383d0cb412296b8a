import { TuningError } from "./tuning-error.ts";

/** Something that can be fitted; rows are given by number, the data itself is the estimator's own business. */
export interface Estimator {
  /** A new model of these rows; never touches an earlier one (scikit-learn's clone and fit). */
  fit(rows: Int32Array): FittedEstimator;
}

/** A fitted classifier of two classes, with one of the two responses, or both. */
export interface FittedEstimator {
  /** As messages name it. */
  readonly name: string;
  /** The two labels, ascending. */
  readonly classes: readonly [number, number];
  /** Probability of a label for each row. */
  probabilityOf?(label: number, rows: Int32Array): Float64Array;
  /** High = the second class. */
  decisionFunction?(rows: Int32Array): Float64Array;
}

export type ResponseMethod = "auto" | "predict_proba" | "decision_function";

export interface Response {
  readonly method: Exclude<ResponseMethod, "auto">;
  readonly scores: Float64Array;
}

export interface ResponseRequest {
  readonly rows: Int32Array;
  readonly positiveLabel: number;
  readonly method: ResponseMethod;
}

/**
 * Scores of rows, high = the positive label. `auto` tries probabilities, then the decision function, which is negated
 * where the positive label is the first class. TuningError: a label that is no class, or no such response.
 */
export function responseOf(model: FittedEstimator, { rows, positiveLabel, method }: ResponseRequest): Response {
  if (!model.classes.includes(positiveLabel)) {
    const classes = model.classes.join(" ");
    throw new TuningError(`pos_label=${positiveLabel} is not a valid label: It should be one of [${classes}]`);
  }
  if (method !== "decision_function" && model.probabilityOf !== undefined) {
    return { method: "predict_proba", scores: model.probabilityOf(positiveLabel, rows) };
  }
  if (method !== "predict_proba" && model.decisionFunction !== undefined) {
    const scores = model.decisionFunction(rows);
    const turned = positiveLabel === model.classes[0];
    return { method: "decision_function", scores: turned ? scores.map((score) => -score) : scores };
  }
  const asked = method === "auto" ? "predict_proba, decision_function" : method;
  throw new TuningError(`${model.name} has none of the following attributes: ${asked}.`, "AttributeError");
}

/** Labels: the positive one where score >= threshold. */
export function labelsAt(scores: Float64Array, threshold: number, labels: LabelPair): Int32Array {
  return Int32Array.from(scores, (score) => (score >= threshold ? labels.positive : labels.negative));
}

export interface LabelPair {
  readonly positive: number;
  readonly negative: number;
}

export function labelPair([first, second]: readonly [number, number], positive: number): LabelPair {
  return { positive, negative: positive === first ? second : first };
}
