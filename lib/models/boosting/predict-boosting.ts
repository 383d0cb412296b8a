import type { FeatureMatrix } from "../data/matrix.ts";
import { scoreMatrix } from "../trees/score-matrix.ts";
import type { BoostedModel } from "./boosted-model.ts";
import { fillProbabilities } from "./loss.ts";

/** Margins of all rows, by row: one number each of two classes (log-odds of class 1), else one a class. */
export function predictMargins(model: BoostedModel, matrix: FeatureMatrix): Float64Array {
  const { outputs } = model.ensemble;
  const margins = new Float64Array(matrix.rows * outputs);
  for (let i = 0; i < margins.length; i += 1) margins[i] = model.base[i % outputs] ?? 0;
  scoreMatrix(model.ensemble, matrix, margins);
  return margins;
}

/** Probabilities of all rows, by row: of class 1 where there are two, else of each class. Not calibrated. */
export function predictProbability(model: BoostedModel, matrix: FeatureMatrix): Float64Array {
  const margins = predictMargins(model, matrix);
  const probabilities = new Float64Array(margins.length);
  const loss = { labels: [], weights: new Float64Array(0), margins, outputs: model.ensemble.outputs };
  fillProbabilities(loss, matrix.rows, probabilities);
  return probabilities;
}
