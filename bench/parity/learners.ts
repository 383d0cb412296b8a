import { fitBoosting } from "../../lib/models/boosting/fit-boosting.ts";
import type { BoostingOptions } from "../../lib/models/boosting/options.ts";
import { predictProbability } from "../../lib/models/boosting/predict-boosting.ts";
import { fitForest } from "../../lib/models/forest/fit-forest.ts";
import type { ForestOptions } from "../../lib/models/forest/forest-options.ts";
import { predictForest } from "../../lib/models/forest/predict-forest.ts";
import { fitLogistic } from "../../lib/models/linear/fit-logistic.ts";
import { predictLogits } from "../../lib/models/linear/predict-logistic.ts";
import { logistic } from "../../lib/stats/linear/logistic.ts";
import type { ParitySet } from "./sets.ts";

export type LearnerName =
  | "boosting, scikit-learn's settings"
  | "boosting, our settings"
  | "random forest"
  | "extra trees"
  | "logistic regression";

export interface ParityLearner {
  readonly name: LearnerName;
  /** Whether a fit draws numbers, so that one says little. */
  readonly isRandom: boolean;
  /** Probabilities of the rows that are tested. */
  predict(set: ParitySet, seed: number): Float64Array;
}

export const learners: readonly ParityLearner[] = [
  boosting("boosting, scikit-learn's settings", { mostDepth: 64, l2: 0 }),
  boosting("boosting, our settings", {}),
  forest("random forest", "random"),
  forest("extra trees", "extra"),
  {
    name: "logistic regression",
    isRandom: false,
    predict: ({ numeric }) => {
      const model = fitLogistic(numeric.train, { inversePenalty: 1, mostSteps: 2000 });
      return predictLogits(model, numeric.test.matrix).map(logistic);
    },
  },
];

function boosting(name: LearnerName, options: Partial<BoostingOptions>): ParityLearner {
  return {
    name,
    isRandom: false,
    predict: ({ coded }, seed) =>
      predictProbability(fitBoosting({ ...coded.train, classes: 2, options: { ...options, seed } }), coded.test.matrix),
  };
}

function forest(name: LearnerName, kind: ForestOptions["kind"]): ParityLearner {
  return {
    name,
    isRandom: true,
    predict: ({ numeric, forestTrees }, seed) => {
      const { model } = fitForest({ ...numeric.train, classes: 2, options: { kind, trees: forestTrees, seed } });
      return predictForest(model, numeric.test.matrix);
    },
  };
}
