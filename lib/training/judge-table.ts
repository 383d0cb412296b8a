import { type LabelledTable, takeLabelledRows } from "../models/data/frame.ts";
import type { StatedThreshold } from "../models/detector/detector.ts";
import { type FittedDetector, fitDetector } from "../models/detector/fit-detector.ts";
import { nameFamilies, scoreDetector } from "../models/detector/score-detector.ts";
import { expectedCalibrationError } from "../stats/metrics/calibration-error.ts";
import { operatingPoint } from "../stats/metrics/operating-point.ts";
import { fBeta } from "../stats/metrics/precision-recall.ts";
import { groupedKFold } from "../stats/splits/grouped-k-fold.ts";
import { type Split, splitsOfFolds } from "../stats/splits/split.ts";
import { balanceRows, type TreeOptions } from "./fit-trees.ts";
import { rankFigures, rankRows } from "./score-sweep.ts";
import type { TableCandidate } from "./table-detectors.ts";

/** A labelled table with the group of each row: copies of one row share theirs. */
export interface GroupedTable {
  readonly table: LabelledTable;
  readonly groups: Int32Array;
}

/** What a detector said of rows that neither taught it nor set anything of it. */
export interface FoldFigures {
  readonly rocAuc: number;
  readonly averagePrecision: number;
  readonly tprAtFpr1: number;
  readonly tprAtFpr01: number;
  readonly calibrationError: number;
  /** Mean F1 over the families of attacks that were given a probability of .5; NaN where it knows only one. */
  readonly familyF1: number;
  /** In the order of the thresholds: what came of each. NaN where there were too few normal rows for it. */
  readonly points: readonly { readonly falsePositiveRate: number; readonly recall: number }[];
}

const innerFolds = 5;

export function takeGrouped({ table, groups }: GroupedTable, rows: Int32Array): GroupedTable {
  return { table: takeLabelledRows(table, rows), groups: Int32Array.from(rows, (row) => groups[row] ?? 0) };
}

/** Folds that keep copies together. */
export function splitGrouped({ groups }: GroupedTable, folds: number): Split[] {
  return splitsOfFolds(groupedKFold(groups, folds), folds);
}

/** Trains on the table, of which a fifth sets references, calibration and thresholds. */
export function fitGrouped(
  rows: GroupedTable,
  { options }: TableCandidate,
  trees: TreeOptions,
  seed: string,
): FittedDetector {
  const [split] = splitGrouped(rows, innerFolds);
  if (split === undefined) throw new RangeError("A table has a fifth that can be held out.");
  return fitDetector({ table: rows.table, split, options, seed, balance: (own) => balanceRows(own, trees) });
}

/** Trains on one side of the split and judges on the other. */
export function judgeSplit(
  rows: GroupedTable,
  { train, test }: Split,
  candidate: TableCandidate,
  trees: TreeOptions,
): FoldFigures {
  const { detector } = fitGrouped(takeGrouped(rows, train), candidate, trees, `table ${trees.seed}`);
  const { table } = takeGrouped(rows, test);
  const { labels } = table;
  const { scores, probabilities } = scoreDetector(detector, table.frame);
  const ones = new Float64Array(labels.length).fill(1);
  return {
    ...rankFigures(rankRows(scores, labels), ones),
    calibrationError: expectedCalibrationError({ labels, scores: probabilities }),
    familyF1: familyF1(detector.family === null ? null : nameFamilies(detector, table.frame), {
      table,
      names: detector.family?.names ?? [],
      isFlagged: (row) => (probabilities[row] ?? 0) >= 0.5,
    }),
    points: detector.thresholds.map((stated) => pointAt({ labels, scores }, stated)),
  };
}

function pointAt(judged: { labels: Uint8Array; scores: Float64Array }, { threshold }: StatedThreshold) {
  if (threshold === null) return { falsePositiveRate: Number.NaN, recall: Number.NaN };
  const { falsePositiveRate, recall } = operatingPoint(judged, threshold);
  return { falsePositiveRate, recall };
}

function familyF1(
  named: Int32Array | null,
  given: { table: LabelledTable; names: readonly string[]; isFlagged: (row: number) => boolean },
): number {
  const { table, names, isFlagged } = given;
  const rows = Int32Array.from(table.labels.keys()).filter((row) => table.labels[row] === 1 && isFlagged(row));
  if (named === null || rows.length === 0) return Number.NaN;
  const labels = rows.map((row) => names.indexOf(table.family.categories[table.family.codes[row] ?? -1] ?? ""));
  return fBeta({ labels, predicted: rows.map((row) => named[row] ?? 0) }, 1, { average: "macro" }).value;
}
