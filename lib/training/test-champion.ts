import type { ModelCard } from "../contracts/model-card.ts";
import { ServedChampion } from "../detectors/served-champion.ts";
import { tailMargin } from "../detectors/tail-reference.ts";
import { featureCount } from "../features/feature-table.ts";
import type { Champion } from "../models/champion/champion.ts";
import { logistic } from "../stats/linear/logistic.ts";
import type { Random } from "../stats/random.ts";
import { sha256Hex } from "../stats/sha-256.ts";
import { calibrationBins } from "./calibration-bins.ts";
import { curvesOf } from "./card-curves.ts";
import { confusionOf } from "./confusion-by-family.ts";
import { figureOf, measureFigures, noFigure, type ScoredRows } from "./measure-figures.ts";
import { measureOperatingPoint, type OperatingRows, outcomesAt } from "./operating-point-of.ts";
import { rankRows } from "./score-sweep.ts";
import { calibrate } from "./stack-champion.ts";
import type { TrainingRows } from "./training-rows.ts";

export interface ChampionTest {
  readonly champion: Champion;
  /** Log-odds of the operating point. */
  readonly threshold: number;
  readonly training: TrainingRows;
  readonly test: TrainingRows;
  /** Every attack of the test is of a kind that training has not seen. */
  readonly testIsUnseen: boolean;
}

export type TestedChampion = Pick<
  ModelCard,
  "figures" | "baseline" | "operatingPoint" | "roc" | "precisionRecall" | "calibration" | "confusion"
> & { readonly testDigest: string };

const bins = 15;

/** All figures of a card, by the model as it serves, on rows that nothing has learnt from. */
export function testChampion(task: ChampionTest, random: Random): TestedChampion {
  const { champion, threshold, test } = task;
  const served = new ServedChampion(champion);
  const logOdds = test.base.map((base, row) => served.logOdds(test.vectors, row * featureCount, base));
  const rows: OperatingRows = {
    ranked: rankRows(logOdds, test.labels),
    weights: test.weights,
    groups: compact(test.groups),
    calibration: champion.calibration,
    threshold,
  };
  const { slope, offset } = champion.calibration;
  const probabilityAt = (score: number) => logistic(slope * score + offset);
  const margin = tailMargin(served.reference, threshold);
  return {
    figures: { ...measureFigures(rows, random), recallUnseen: recallUnseen(task, rows, random.fork("unseen")) },
    baseline: { ...measureBaseline(task, rows, random), recallUnseen: noFigure },
    operatingPoint: measureOperatingPoint(
      rows,
      {
        rule: "Neyman-Pearson, aimed at 1 % false alarms on training events",
        margin,
        probability: probabilityAt(threshold),
      },
      random.fork("operating point"),
    ),
    ...curvesOf(rows.ranked, rows.weights),
    calibration: calibrationBins(rows.ranked, logOdds.map(probabilityAt), rows.weights, bins)
      .map((bin) => ({ ...bin, count: Math.round(bin.count) }))
      .reverse(),
    confusion: confusionOf(champion, test, (row) => (logOdds[row] ?? 0) >= threshold),
    testDigest: digestOf(test),
  };
}

/** The untrained detectors on the same rows, their margin calibrated on the training rows. */
function measureBaseline({ training, test }: ChampionTest, { groups, weights }: ScoredRows, random: Random) {
  const calibration = calibrate(training.base, { ...training, trees: training.base });
  return measureFigures({ ranked: rankRows(test.base, test.labels), weights, groups, calibration }, random);
}

/**
 * Recall at the operating point of attacks that training has not seen: in generated data all of the test, whose variants
 * are held out; in others those of families without a training row.
 */
function recallUnseen({ training, test, testIsUnseen }: ChampionTest, rows: OperatingRows, random: Random) {
  const known = new Set(Array.from(training.families, (family) => training.familyNames[family]));
  const isUnseen = (row: number) => testIsUnseen || !known.has(test.familyNames[test.families[row] ?? -1] ?? "");
  const weights = rows.weights.map((weight, row) => (test.labels[row] === 1 && isUnseen(row) ? weight : 0));
  return figureOf(
    { ...rows, weights },
    (drawn) => {
      const { truePositive, falseNegative } = outcomesAt(rows, drawn);
      return truePositive / (truePositive + falseNegative);
    },
    random,
  );
}

/** Groups renamed from 0 on without gaps, in order of appearance. */
function compact(groups: Int32Array): Int32Array {
  const names = new Map<number, number>();
  return groups.map((group) => {
    const name = names.get(group) ?? names.size;
    names.set(group, name);
    return name;
  });
}

function digestOf({ vectors, labels }: TrainingRows): string {
  const bytes = new Uint8Array(vectors.byteLength + labels.length);
  bytes.set(new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength));
  bytes.set(labels, vectors.byteLength);
  return sha256Hex(bytes);
}
