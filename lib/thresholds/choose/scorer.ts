import { accuracy, balancedAccuracy, matthewsCorrelation } from "../../stats/metrics/agreement.ts";
import type { LabelledPredictions } from "../../stats/metrics/confusion-matrix.ts";
import { fBeta, jaccard, precision, recall } from "../../stats/metrics/precision-recall.ts";

/** True and predicted classes, and which of the two counts as the attack. */
export interface ScoredClasses extends LabelledPredictions {
  readonly positiveLabel: number;
}

/** What a threshold is tuned for, as scikit-learn's `make_scorer` makes it: higher is always better. */
export interface Scorer {
  readonly sign: 1 | -1;
  /** The class that it takes as positive; undefined: the second of the estimator's classes. */
  readonly positiveLabel: number | undefined;
  score(classes: ScoredClasses): number;
}

export interface ScorerOptions {
  /** False for a cost or loss: its sign is turned. */
  readonly greaterIsBetter?: boolean;
  /** `pos_label` among the keywords, or the default that the score function's signature has. */
  readonly positiveLabel?: number;
}

/** scikit-learn's `make_scorer`; keywords of the score function are bound by the caller. */
export function makeScorer(scoreFunction: (classes: ScoredClasses) => number, options: ScorerOptions = {}): Scorer {
  const sign = options.greaterIsBetter === false ? -1 : 1;
  return { sign, positiveLabel: options.positiveLabel, score: (classes) => sign * scoreFunction(classes) };
}

/** Scorers by scikit-learn's names. Those of one class take the class 1, as the signatures of its functions do. */
export const namedScorers = {
  accuracy: makeScorer(accuracy),
  balanced_accuracy: makeScorer((classes) => balancedAccuracy(classes).value),
  matthews_corrcoef: makeScorer((classes) => matthewsCorrelation(classes).value),
  f1: ofOneClass((classes) => fBeta(classes, 1).value),
  precision: ofOneClass((classes) => precision(classes).value),
  recall: ofOneClass((classes) => recall(classes).value),
  jaccard: ofOneClass((classes) => jaccard(classes).value),
} as const;

/** A scorer of a function that judges the class 1 alone, for whatever label stands for it. */
export function ofOneClass(scoreFunction: (classes: LabelledPredictions) => number, positiveLabel = 1): Scorer {
  const asOne = (labels: Int32Array, positive: number) => labels.map((label) => Number(label === positive));
  return makeScorer(
    ({ labels, predicted, positiveLabel: positive }) =>
      scoreFunction({ labels: asOne(labels, positive), predicted: asOne(predicted, positive) }),
    { positiveLabel },
  );
}
