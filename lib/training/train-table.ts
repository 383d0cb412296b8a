import { duplicateGroups } from "../models/data/duplicate-groups.ts";
import { encode } from "../models/data/encoders/encoder.ts";
import { fitEncoder } from "../models/data/encoders/fit-encoder.ts";
import type { LabelledTable } from "../models/data/frame.ts";
import type { Detector } from "../models/detector/detector.ts";
import { type ComparedCandidate, chooseDetector } from "./choose-detector.ts";
import type { TreeOptions } from "./fit-trees.ts";
import { type FoldFigures, fitGrouped, type GroupedTable, judgeSplit, splitGrouped } from "./judge-table.ts";
import { type TableCandidate, tableCandidates } from "./table-detectors.ts";
import { beginStep, type TrainingHooks, TrainingRefused } from "./training-step.ts";

export interface TableTask {
  readonly table: LabelledTable;
  readonly options: TreeOptions;
}

/** A mean over folds with its 95 % interval by their deviation; folds share rows, so that it is somewhat too narrow. */
export interface FoldMean {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface TrainedTable {
  readonly detector: Detector;
  readonly chosen: TableCandidate;
  readonly compared: readonly ComparedCandidate[];
  readonly folds: number;
  /** Of rows that neither taught nor set anything: copies of a row are never on both sides. */
  readonly figures: Readonly<Record<Exclude<keyof FoldFigures, "points">, FoldMean>>;
  /** What was aimed at, and what came of it on those rows. */
  readonly points: readonly {
    readonly aim: number;
    readonly delta: number;
    readonly falsePositiveRate: FoldMean;
    readonly recall: FoldMean;
  }[];
}

const folds = 5;
const leastOfEach = 10;
const leastGroups = 20;

/**
 * A detector for a table that has no order in time. The better of two ways (`tableCandidates`) by cross-validation on a
 * sample; judged on five folds with copies kept together, each detector choosing its thresholds before it sees the rows that
 * judge it; then trained on the whole table. The same table and options give the same detector. TrainingRefused: a class with fewer
 * than ten rows, or hardly any rows that differ.
 */
export function trainTable({ table, options }: TableTask, hooks: TrainingHooks = {}): TrainedTable {
  refuseTooLittle(table);
  beginStep(hooks, 0, "Looking for copies of rows");
  const rows: GroupedTable = { table, groups: copiesOf(table) };
  const candidates = tableCandidates(options, table.labels.length);
  const chooseHooks = { ...hooks, onStep: (share: number, step: string) => hooks.onStep?.(0.3 * share, step) };
  const { chosen, compared } = chooseDetector(rows, candidates, options, chooseHooks);
  const judged = splitGrouped(rows, folds).map((split, fold) => {
    beginStep(hooks, 0.3 + (0.6 * fold) / folds, `Learning and judging (${chosen.name}), part ${fold + 1} of ${folds}`);
    return judgeSplit(rows, split, chosen, options);
  });
  beginStep(hooks, 0.9, "Learning from all rows");
  const { detector } = fitGrouped(rows, chosen, options, `table ${options.seed}`);
  return { detector, chosen, compared, folds, ...summarise(judged, chosen) };
}

function refuseTooLittle({ labels }: LabelledTable): void {
  const attacks = labels.reduce((sum, label) => sum + label, 0);
  if (Math.min(attacks, labels.length - attacks) >= leastOfEach) return;
  throw new TrainingRefused(
    `The table has ${attacks} attacks among ${labels.length} rows; ten of each class are needed.`,
  );
}

function copiesOf({ frame }: LabelledTable): Int32Array {
  const groups = duplicateGroups(encode(fitEncoder(frame, { numbers: "plain", categories: "ordinal" }), frame));
  const different = new Set(groups).size;
  if (different >= leastGroups) return groups;
  throw new TrainingRefused(`Only ${different} rows of the table differ; ${leastGroups} are needed.`);
}

function summarise(judged: readonly FoldFigures[], { options }: TableCandidate) {
  const mean = (pick: (figures: FoldFigures) => number) => meanOfFolds(judged.map(pick));
  return {
    figures: {
      rocAuc: mean(({ rocAuc }) => rocAuc),
      averagePrecision: mean(({ averagePrecision }) => averagePrecision),
      tprAtFpr1: mean(({ tprAtFpr1 }) => tprAtFpr1),
      tprAtFpr01: mean(({ tprAtFpr01 }) => tprAtFpr01),
      calibrationError: mean(({ calibrationError }) => calibrationError),
      familyF1: mean(({ familyF1 }) => familyF1),
    },
    points: options.thresholds.map(({ alpha, delta }, i) => ({
      aim: alpha,
      delta,
      falsePositiveRate: mean(({ points }) => points[i]?.falsePositiveRate ?? Number.NaN),
      recall: mean(({ points }) => points[i]?.recall ?? Number.NaN),
    })),
  };
}

/** Of Student's distribution with one degree of freedom less than there are folds (2.5 % above it). */
const studentOfFive = 2.776;

function meanOfFolds(values: readonly number[]): FoldMean {
  if (values.some((value) => Number.isNaN(value))) return { value: null, low: null, high: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = studentOfFive * Math.sqrt(squares / Math.max(1, values.length - 1) / values.length);
  return { value: mean, low: Math.max(0, mean - half), high: Math.min(1, mean + half) };
}
