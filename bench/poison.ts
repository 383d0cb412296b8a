import { fitBoosting } from "../lib/models/boosting/fit-boosting.ts";
import { predictProbability } from "../lib/models/boosting/predict-boosting.ts";
import { encode } from "../lib/models/data/encoders/encoder.ts";
import { fitEncoder } from "../lib/models/data/encoders/fit-encoder.ts";
import type { LabelledTable } from "../lib/models/data/frame.ts";
import { type FeatureMatrix, takeRows } from "../lib/models/data/matrix.ts";
import { readNslKdd } from "../lib/models/data/readers/nsl-kdd.ts";
import { readUnswNb15 } from "../lib/models/data/readers/unsw-nb15.ts";
import { bestPointWithin } from "../lib/stats/metrics/operating-point.ts";
import { rocAuc } from "../lib/stats/metrics/roc-auc.ts";
import { guardLabels } from "../lib/training/guard-labels.ts";
import { takeSides } from "./detect/cross-validate.ts";
import { copiesOf, groupedSplits } from "./detect/grouped-folds.ts";
import { readGzip } from "./detect/read-gzip.ts";
import { type Poison, turnLabels } from "./poison/turn-labels.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult, Metrics } from "./support/benchmark.ts";

const boosting = { rounds: 60, mostDepth: 6, seed: 1 } as const;
const falseAlarms = 0.01;

interface PoisonSet {
  readonly name: string;
  readonly read: (context: BenchmarkContext) => LabelledTable;
  /** The family of attacks that somebody wants to be let through. */
  readonly target: string;
}

const sets: readonly PoisonSet[] = [
  {
    name: "UNSW-NB15",
    target: "Fuzzers",
    read: ({ requireData }) => readUnswNb15(readGzip(requireData("unsw-nb15/UNSW_NB15_testing-set.csv.gz"))),
  },
  {
    name: "KDDTrain+",
    target: "probe",
    read: ({ requireData }) => readNslKdd(readGzip(requireData("nsl-kdd/KDDTrain+.txt.gz"))),
  },
];

const poisons: readonly Poison[] = [
  { kind: "none", share: 0 },
  { kind: "random", share: 0.05 },
  { kind: "random", share: 0.1 },
  { kind: "random", share: 0.2 },
  { kind: "attack to normal", share: 0.05 },
  { kind: "attack to normal", share: 0.1 },
  { kind: "attack to normal", share: 0.2 },
  { kind: "one family to normal", share: 0.05 },
];

/** Both sides of a set as matrices; the tested labels are never touched. */
interface Sides {
  readonly train: LabelledTable;
  readonly test: LabelledTable;
  readonly learnt: FeatureMatrix;
  readonly judged: FeatureMatrix;
  readonly groups: Int32Array;
  readonly target: string;
}

/** A fifth is tested, copies kept together. */
function openSet(context: BenchmarkContext, { read, target }: PoisonSet): Sides {
  const table = read(context);
  const groups = copiesOf(table.frame);
  const [split] = groupedSplits(groups, 5);
  if (split === undefined) throw new Error("A set has five folds.");
  const { train, test } = takeSides(table, split);
  const encoder = fitEncoder(train.frame, { numbers: "plain", categories: "ordinal" });
  return {
    train,
    test,
    learnt: encode(encoder, train.frame),
    judged: encode(encoder, test.frame),
    groups: Int32Array.from(split.train, (row) => groups[row] ?? 0),
    target,
  };
}

function learn(matrix: FeatureMatrix, labels: Uint8Array, rows: Int32Array) {
  const own = Uint8Array.from(rows, (row) => labels[row] ?? 0);
  return fitBoosting({
    matrix: takeRows(matrix, rows),
    labels: own,
    classes: 2,
    classWeights: "balanced",
    options: boosting,
  });
}

function measure({ test, judged, target }: Sides, model: ReturnType<typeof learn>) {
  const scores = predictProbability(model, judged);
  const { labels, family } = test;
  const { threshold } = bestPointWithin({ labels, scores }, falseAlarms);
  const ofTarget = [...labels.keys()].filter((row) => family.categories[family.codes[row] ?? -1] === target);
  const found = ofTarget.filter((row) => (scores[row] ?? 0) >= threshold).length;
  return { rocAuc: rocAuc({ labels, scores }).value, familyRecall: found / ofTarget.length };
}

function tryPoison(sides: Sides, poison: Poison): Metrics {
  const { train, learnt, groups, target } = sides;
  const { labels, turned } = turnLabels(train, poison, target);
  const every = Int32Array.from(labels.keys());
  const poisoned = measure(sides, learn(learnt, labels, every));
  const guarded = guardLabels({
    labels,
    groups,
    judge: (split) => predictProbability(learn(learnt, labels, split.train), takeRows(learnt, split.test)),
  });
  const wrong = guarded?.wrong.map(({ row }) => row) ?? [];
  const right = wrong.filter((row) => turned.has(row)).length;
  const after = measure(sides, learn(learnt, labels, guarded?.kept ?? every));
  return {
    kind: poison.kind,
    share: poison.share,
    rocAuc: round(poisoned.rocAuc),
    rocAucGuarded: round(after.rocAuc),
    familyRecall: round(poisoned.familyRecall),
    familyRecallGuarded: round(after.familyRecall),
    leftOut: wrong.length,
    flippedFoundF1: turned.size === 0 ? null : round((2 * right) / (wrong.length + turned.size)),
  };
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

/** `--set=UNSW-NB15` measures one. */
function run(context: BenchmarkContext): BenchmarkResult {
  const wanted = context.args.find((argument) => argument.startsWith("--set="))?.slice("--set=".length);
  const rows = sets
    .filter(({ name }) => wanted === undefined || name === wanted)
    .flatMap((set) => {
      const sides = openSet(context, set);
      return poisons.map((poison) => {
        const row = { set: set.name, target: set.target, ...tryPoison(sides, poison) };
        context.log(JSON.stringify(row));
        return row;
      });
    });
  return { metrics: { rows }, config: { ...boosting, falseAlarms, threads: 1 } };
}

export const benchmark: Benchmark = {
  name: "poison",
  description:
    "wrong labels in training, by chance and on purpose, with and without the guard; one fold of two sets, held out",
  run,
};
