import type { BoostedModel } from "../models/boosting/boosted-model.ts";
import { fitBoosting } from "../models/boosting/fit-boosting.ts";
import { predictMargins } from "../models/boosting/predict-boosting.ts";
import { fitPlatt } from "../models/calibration/fit-platt.ts";
import { duplicateGroups } from "../models/data/duplicate-groups.ts";
import { type Encoder, encode } from "../models/data/encoders/encoder.ts";
import { fitEncoder } from "../models/data/encoders/fit-encoder.ts";
import type { Frame } from "../models/data/frame.ts";
import { takeRows, takeValues } from "../models/data/matrix.ts";
import { mostCategories } from "../models/trees/tree-ensemble.ts";
import { groupedKFold } from "../stats/splits/grouped-k-fold.ts";
import { splitsOfFolds } from "../stats/splits/split.ts";
import { balanceRows, type TreeOptions } from "./fit-trees.ts";
import { falseAlarmRule, neymanPearsonScore } from "./operating-point-of.ts";
import { type RankFigures, rankFigures, rankRows } from "./score-sweep.ts";
import { beginStep, TrainingCancelled, type TrainingHooks, TrainingRefused } from "./training-step.ts";

/** A table with the answer beside it: 1 = attack, 0 = normal. */
export interface TableTask {
  readonly frame: Frame;
  readonly labels: Uint8Array;
  readonly options: TreeOptions;
}

export interface TrainedTable {
  readonly model: BoostedModel;
  /** Makes of a frame with the same columns the matrix that the model reads. */
  readonly encoder: Encoder;
  /** Of rows by trees that have not seen them: copies of a row are never on both sides. */
  readonly figures: RankFigures;
  readonly calibration: { readonly slope: number; readonly intercept: number };
  /** At most 1 % false alarms, estimated on the same out-of-fold rows; null with too few normal rows. */
  readonly operatingPoint: {
    readonly margin: number;
    readonly falsePositiveRate: number;
    readonly recall: number;
  } | null;
}

const folds = 5;
const leastOfEach = 10;

/**
 * Boosted trees for a table that has no order in time: judged out of fold (five parts, equal rows kept together), then
 * fitted to all rows. The same table and options give the same model. TrainingRefused: a class with fewer than ten rows.
 */
export function trainTable(task: TableTask, hooks: TrainingHooks = {}): TrainedTable {
  const { frame, labels } = task;
  const attacks = labels.reduce((sum, label) => sum + label, 0);
  if (Math.min(attacks, labels.length - attacks) < leastOfEach) {
    throw new TrainingRefused(
      `The table has ${attacks} attacks among ${labels.length} rows; ten of each class are needed.`,
    );
  }
  beginStep(hooks, 0, "Reading the table's columns");
  const encoder = encoderFor(frame);
  const matrix = encode(encoder, frame);
  const everyRow = Int32Array.from({ length: matrix.rows }, (_, row) => row);
  const learn = (rows: Int32Array, from: number, to: number, step: string) => {
    let round = 0;
    beginStep(hooks, from, step);
    const own = {
      matrix: takeRows(matrix, rows),
      labels: Uint8Array.from(rows, (row) => labels[row] ?? 0),
      weights: new Float64Array(rows.length).fill(1),
    };
    const { rounds, mostDepth, learningRate, seed } = task.options;
    return fitBoosting({
      ...balanceRows(own, task.options),
      classes: 2,
      options: { rounds, mostDepth, learningRate, seed },
      onRound() {
        if (hooks.isCancelled?.() === true) throw new TrainingCancelled();
        round += 1;
        hooks.onStep?.(from + (to - from) * (round / rounds), step);
        return "continue";
      },
    });
  };
  const margins = new Float64Array(matrix.rows);
  const share = 0.95 / (folds + 1);
  for (const [fold, { train, test }] of splitsOfFolds(groupedKFold(duplicateGroups(matrix), folds), folds).entries()) {
    const model = learn(train, fold * share, (fold + 1) * share, `Learning, part ${fold + 1} of ${folds}`);
    const answers = predictMargins(model, takeRows(matrix, test));
    for (const [i, row] of test.entries()) margins[row] = answers[i] ?? 0;
  }
  const model = learn(everyRow, folds * share, 0.95, "Learning from all rows");
  beginStep(hooks, 0.97, "Measuring");
  return { model, encoder, ...judge(margins, labels) };
}

/** Trees split a column of names by sets; one with more names than a set holds is hashed, and with it all others. */
function encoderFor(frame: Frame): Encoder {
  const encoder = fitEncoder(frame, { numbers: "plain", categories: "ordinal", leastRows: 5 });
  const isTooWide = encoder.parts.some((part) => part.kind === "ordinal" && part.categories.length > mostCategories);
  return isTooWide ? fitEncoder(frame, { numbers: "plain", categories: "hash", buckets: 32 }) : encoder;
}

function judge(margins: Float64Array, labels: Uint8Array): Omit<TrainedTable, "model" | "encoder"> {
  const ones = new Float64Array(labels.length).fill(1);
  const { slope, intercept } = fitPlatt({ scores: margins, labels });
  const figures = rankFigures(rankRows(margins, labels), ones);
  const normals = placesOf(labels, 0);
  const threshold = neymanPearsonScore(takeValues(margins, normals), ones.subarray(0, normals.length), falseAlarmRule);
  const calibration = { slope, intercept };
  if (threshold === null) return { figures, calibration, operatingPoint: null };
  const shareAbove = (places: Int32Array) =>
    places.filter((place) => (margins[place] ?? 0) >= threshold).length / places.length;
  const operatingPoint = {
    margin: threshold,
    falsePositiveRate: shareAbove(normals),
    recall: shareAbove(placesOf(labels, 1)),
  };
  return { figures, calibration, operatingPoint };
}

function placesOf(labels: Uint8Array, label: number): Int32Array {
  return Int32Array.from(labels.keys()).filter((row) => labels[row] === label);
}
