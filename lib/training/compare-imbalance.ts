import type { ModelCard } from "../contracts/model-card.ts";
import { logistic } from "../stats/linear/logistic.ts";
import { calibrationBins, calibrationErrorOf } from "./calibration-bins.ts";
import { fitTrees, type TreeOptions } from "./fit-trees.ts";
import { type JudgedFold, judgeFold } from "./out-of-fold.ts";
import { rankFigures, rankRows } from "./score-sweep.ts";
import { calibrate, fitStackOf, joinFolds, logOddsOf } from "./stack-champion.ts";
import type { TrainingRows } from "./training-rows.ts";

/** Figures of one way to treat few attacks, on the latest of the given folds; the others choose stack and calibration. */
export function compareImbalance(
  rows: TrainingRows,
  folds: readonly JudgedFold[],
  options: TreeOptions,
): ModelCard["imbalance"][number] {
  const judged = folds.map(({ split }) => judgeFold(rows, split, (train) => fitTrees(rows, train, options)));
  const earlier = joinFolds(rows, judged.slice(0, -1));
  const latest = joinFolds(rows, judged.slice(-1));
  const stack = fitStackOf(earlier);
  const { slope, offset } = calibrate(logOddsOf(earlier, stack), earlier);
  const scores = logOddsOf(latest, stack);
  const ranked = rankRows(scores, latest.labels);
  const probabilities = scores.map((score) => logistic(slope * score + offset));
  const { averagePrecision, tprAtFpr1 } = rankFigures(ranked, latest.weights);
  const bins = calibrationBins(ranked, probabilities, latest.weights, 15);
  return { method: options.imbalance, averagePrecision, tprAtFpr1, calibrationError: calibrationErrorOf(bins) };
}
