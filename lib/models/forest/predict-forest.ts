import type { FeatureMatrix } from "../data/matrix.ts";
import { scoreMatrix } from "../trees/score-matrix.ts";
import type { ForestModel, IsolationModel } from "./forest-model.ts";
import { isolationScore } from "./path-length.ts";

/** Probabilities of all rows, by row: of class 1 where there are two classes, else of each. */
export function predictForest({ ensemble }: ForestModel, matrix: FeatureMatrix): Float64Array {
  const probabilities = new Float64Array(matrix.rows * ensemble.outputs);
  scoreMatrix(ensemble, matrix, probabilities);
  // The sum of many shares can be a last digit over 1, which no metric would take for a probability.
  return probabilities.map((p) => Math.min(p, 1));
}

/** How easily each row is isolated, 0 to 1, high = threatening. */
export function scoreIsolation({ ensemble, sample }: IsolationModel, matrix: FeatureMatrix): Float64Array {
  const paths = new Float64Array(matrix.rows);
  scoreMatrix(ensemble, matrix, paths);
  return paths.map((path) => isolationScore(path, sample));
}
