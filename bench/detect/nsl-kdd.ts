import { type LabelledTable, takeLabelledRows } from "../../lib/models/data/frame.ts";
import { readNslKdd } from "../../lib/models/data/readers/nsl-kdd.ts";
import type { Detector } from "../../lib/models/detector/detector.ts";
import { noveltyDetector } from "../../lib/models/detector/detector-options.ts";
import { fitDetector } from "../../lib/models/detector/fit-detector.ts";
import { type DetectorAnswer, nameFamilies, scoreDetector } from "../../lib/models/detector/score-detector.ts";
import { createRandom } from "../../lib/stats/random.ts";
import { type Split, splitsOfFolds } from "../../lib/stats/splits/split.ts";
import { stratifiedKFold } from "../../lib/stats/splits/stratified-k-fold.ts";
import type { BenchmarkContext, Metrics } from "../support/benchmark.ts";
import { describe, type Figures, figuresOf, macroF1, summarise } from "./figures.ts";
import { testSetLooks } from "./looks.ts";
import { readGzip } from "./read-gzip.ts";

const seeds = 5;

/** The files of NSL-KDD; those to be judged on only where they may be opened. */
export function readTrain({ requireData }: BenchmarkContext): LabelledTable {
  return readNslKdd(readGzip(requireData("nsl-kdd/KDDTrain+.txt.gz")));
}

/**
 * Five seeds, each with a fifth of KDDTrain+ of its own held out for references, calibration and threshold: together
 * these are a cross-validation of the configuration. The test files are opened only with `look`.
 */
export function measureNslKdd(context: BenchmarkContext, look: boolean): Metrics[] {
  const train = readTrain(context);
  const tests = look ? ["KDDTest+", "KDDTest-21"].map((name) => ({ name, table: readTest(context, name) })) : [];
  const folds = splitsOfFolds(stratifiedKFold(train.type.codes, seeds, createRandom("NSL-KDD folds")).value, seeds);
  const crossValidated: Figures[] = [];
  const judged = tests.map((): Figures[] => []);
  for (const [seed, split] of folds.entries()) {
    const { detector, heldOut } = fitDetector({ table: train, split, options: noveltyDetector, seed: `${seed + 1}` });
    const held = takeLabelledRows(train, split.test);
    crossValidated.push(judge(detector, { ...held, answer: heldOut }, train, split));
    context.log(`seed ${seed + 1}, held out: ${describe(crossValidated.at(-1) ?? {})}`);
    for (const [i, { name, table }] of tests.entries()) {
      judged[i]?.push(judge(detector, { ...table, answer: scoreDetector(detector, table.frame) }, train, split));
      context.log(`seed ${seed + 1}, ${name}: ${describe(judged[i]?.at(-1) ?? {})}`);
    }
  }
  return [
    {
      name: "NSL-KDD KDDTrain+",
      protocol: "five folds, stratified by attack type; calibration is measured on the rows that set it",
      seeds,
      ...summarise(crossValidated),
    },
    ...tests.map(({ name }, i) => ({
      name: `NSL-KDD ${name}`,
      protocol: "trained on KDDTrain+ alone, the configuration chosen there; threshold from its held-out normal rows",
      testSetLooks: testSetLooks.length,
      seeds,
      ...summarise(judged[i] ?? []),
    })),
  ];
}

function readTest({ requireData }: BenchmarkContext, name: string): LabelledTable {
  return readNslKdd(readGzip(requireData(`nsl-kdd/${name}.txt.gz`)));
}

/** Which classes the F1 of families is the mean of: normal and the four families. */
const classNames = ["normal", "dos", "probe", "r2l", "u2r"];

function judge(
  detector: Detector,
  rows: LabelledTable & { readonly answer: DetectorAnswer },
  train: LabelledTable,
  split: Split,
): Figures {
  const { scores, probabilities } = rows.answer;
  const threshold = detector.thresholds[0]?.threshold ?? Number.POSITIVE_INFINITY;
  const known = new Set(Array.from(split.train, (row) => train.type.categories[train.type.codes[row] ?? -1]));
  const unseen = Uint8Array.from(rows.type.codes, (code) => Number(!known.has(rows.type.categories[code] ?? "")));
  const families = nameFamilies(detector, rows.frame);
  const truth = rows.family.codes.map((code) => classNames.indexOf(rows.family.categories[code] ?? ""));
  const named = (flagged: (row: number) => boolean) =>
    families.map((family, row) => (flagged(row) ? classNames.indexOf(detector.family?.names[family] ?? "") : 0));
  return {
    ...figuresOf({ labels: rows.labels, scores, probabilities, threshold, unseen }),
    "np5.macroF1": macroF1(
      truth,
      named((row) => (scores[row] ?? 0) >= threshold),
    ),
    "at50.macroF1": macroF1(
      truth,
      named((row) => (probabilities[row] ?? 0) >= 0.5),
    ),
  };
}
