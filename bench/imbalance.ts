import { type LabelledTable, takeLabelledRows } from "../lib/models/data/frame.ts";
import { readNslKdd } from "../lib/models/data/readers/nsl-kdd.ts";
import { readUnswNb15 } from "../lib/models/data/readers/unsw-nb15.ts";
import { type ImbalanceMethod, imbalanceMethods } from "../lib/training/fit-trees.ts";
import { takeSides } from "./detect/cross-validate.ts";
import { describe, type Figures, summarise } from "./detect/figures.ts";
import { copiesOf, groupedSplits } from "./detect/grouped-folds.ts";
import { readGzip } from "./detect/read-gzip.ts";
import { type FoldTables, judgeMethod } from "./imbalance/judge-method.ts";
import { thinAttacks } from "./imbalance/thin-attacks.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult, Metrics } from "./support/benchmark.ts";

const attackShare = 0.01;
const folds = 5;
const trees = { rounds: 100, mostDepth: 6, learningRate: 0.1, seed: 1 } as const;
const usual: ImbalanceMethod = "classWeights";

const sets: Readonly<Record<string, (context: BenchmarkContext) => LabelledTable>> = {
  "UNSW-NB15": ({ requireData }) => readUnswNb15(readGzip(requireData("unsw-nb15/UNSW_NB15_testing-set.csv.gz"))),
  "KDDTrain+": ({ requireData }) => readNslKdd(readGzip(requireData("nsl-kdd/KDDTrain+.txt.gz"))),
};

/**
 * Ways to treat few attacks, each on the very same folds: copies kept together, a fifth of each training part kept back
 * for calibration, and neither that nor the tested rows ever resampled.
 */
function run(context: BenchmarkContext): BenchmarkResult {
  const datasets = Object.entries(sets).flatMap(([name, read]) => {
    const table = thinAttacks(read(context), attackShare, name);
    const attacks = table.labels.reduce((sum, label) => sum + label, 0);
    context.log(`${name}: ${table.labels.length} rows, of which ${attacks} attacks`);
    return compareMethods(name, foldTables(table), context).map((row) => ({
      name,
      rows: table.labels.length,
      attacks,
      ...row,
    }));
  });
  return { metrics: { datasets }, config: { attackShare, folds, ...trees, threads: 1 } };
}

function foldTables(table: LabelledTable): FoldTables[] {
  const groups = copiesOf(table.frame);
  return groupedSplits(groups, folds).map((split) => {
    const { train, test } = takeSides(table, split);
    const [inner = split] = groupedSplits(
      split.train.map((row) => groups[row] ?? 0),
      folds,
    );
    return { learnt: takeLabelledRows(train, inner.train), later: takeLabelledRows(train, inner.test), test };
  });
}

function compareMethods(name: string, tables: readonly FoldTables[], { log }: BenchmarkContext): Metrics[] {
  const runs = imbalanceMethods.map((imbalance) => ({
    method: imbalance,
    figures: tables.map((fold, i) => {
      const figures = judgeMethod(fold, { ...trees, imbalance });
      log(`${name}, ${imbalance}, fold ${i + 1}: ${describe(figures)}`);
      return figures;
    }),
  }));
  const base = runs.find(({ method }) => method === usual)?.figures ?? [];
  return runs.map(({ method, figures }) => ({
    method,
    ...summarise(figures),
    againstDefault: differences(figures, base),
  }));
}

/** By how much a method is better than the default on the same folds: mean over folds, and that mean's standard error. */
function differences(figures: readonly Figures[], base: readonly Figures[]): Metrics {
  const by = (name: "averagePrecision" | "tprAtFpr1") => {
    const each = figures.map((fold, i) => (fold[name] ?? Number.NaN) - (base[i]?.[name] ?? Number.NaN));
    const mean = each.reduce((sum, value) => sum + value, 0) / each.length;
    const squares = each.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const standardError = Math.sqrt(squares / (each.length - 1) / each.length);
    return { mean: Number(mean.toFixed(5)), standardError: Number(standardError.toFixed(5)) };
  };
  return { averagePrecision: by("averagePrecision"), tprAtFpr1: by("tprAtFpr1") };
}

export const benchmark: Benchmark = {
  name: "imbalance",
  description: "class weights, resampling and SMOTE on the same folds of two sets with 1 % attacks",
  run,
};
