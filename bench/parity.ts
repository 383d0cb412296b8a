import { logLoss } from "../lib/stats/metrics/probability-loss.ts";
import { rocAuc } from "../lib/stats/metrics/roc-auc.ts";
import { compareFigures, tolerance } from "./parity/compare-figures.ts";
import { learners, type ParityLearner } from "./parity/learners.ts";
import { type ParityFigures, scikitLearn } from "./parity/scikit-learn.ts";
import { type ParitySet, readSets } from "./parity/sets.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";

/** `--set=smooth,KDDTrain+` measures some of the sets. */
function run(context: BenchmarkContext): BenchmarkResult {
  const wanted = context.args.find((argument) => argument.startsWith("--set="))?.slice("--set=".length);
  const comparisons = readSets(context, wanted?.split(",")).flatMap((set) =>
    learners.flatMap((learner) => {
      const theirs = scikitLearn[set.name]?.[learner.name];
      if (theirs === undefined) return [];
      const compared = compareFigures(measure(learner, set), theirs);
      const row = { set: set.name, learner: learner.name, ...compared };
      context.log(JSON.stringify(row));
      return [row];
    }),
  );
  return { metrics: { comparisons }, config: { ...tolerance, scikitLearn: "1.9.1", threads: 1 } };
}

/** Means and deviations over the learner's seeds. */
function measure(learner: ParityLearner, set: ParitySet): ParityFigures {
  const { labels } = set.coded.test;
  const seeds = learner.isRandom ? set.forestSeeds : 1;
  const fits = Array.from({ length: seeds }, (_, i) => {
    const scores = learner.predict(set, i + 1);
    return { area: rocAuc({ labels, scores }).value, loss: logLoss({ labels, scores }) };
  });
  const areas = summarise(fits.map(({ area }) => area));
  const losses = summarise(fits.map(({ loss }) => loss));
  return { rocAuc: areas.mean, rocAucSd: areas.deviation, logLoss: losses.mean, logLossSd: losses.deviation, seeds };
}

function summarise(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}

export const benchmark: Benchmark = {
  name: "parity",
  description: "our learners beside scikit-learn's on the same rows: area under the ROC curve and log-loss",
  run,
};
