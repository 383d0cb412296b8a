import { nextDouble } from "../../stats/next-double.ts";
import { neymanPearsonRank } from "../../stats/neyman-pearson.ts";
import type { Split } from "../../stats/splits/split.ts";
import { fitBlendReference } from "../blend/blend.ts";
import { fitStack } from "../blend/stack.ts";
import { calibrated } from "../calibration/calibration.ts";
import { fitPlatt } from "../calibration/fit-platt.ts";
import { encode } from "../data/encoders/encoder.ts";
import { fitEncoder } from "../data/encoders/fit-encoder.ts";
import { type LabelledTable, takeLabelledRows } from "../data/frame.ts";
import { takeRows } from "../data/matrix.ts";
import { fitForest } from "../forest/fit-forest.ts";
import type { Combination, Detector, DetectorMember, StatedThreshold } from "./detector.ts";
import type { DetectorOptions } from "./detector-options.ts";
import { answerMember, type BalanceRows, fitMember, type MemberRows, rowsOf } from "./fit-member.ts";
import { combineAnswers, type DetectorAnswer, logitsOf } from "./score-detector.ts";

export interface DetectorTask {
  readonly table: LabelledTable;
  /**
   * Members learn on `train`; what they say of `test` sets references, weights of a stack, calibration and thresholds, as
   * trees know the rows that they learnt from by heart. Rows of one group, and of one time, belong on one side.
   */
  readonly split: Split;
  readonly options: DetectorOptions;
  readonly seed: string;
  /** For boosting alone: the others look at normal rows, or weigh classes by themselves. */
  readonly balance?: BalanceRows;
  /** Called before each member is learnt. */
  readonly onMember?: (done: number, of: number) => void;
}

export interface FittedDetector {
  readonly detector: Detector;
  /** What members that had not seen them said of the rows of `split.test`, in their order. */
  readonly heldOut: DetectorAnswer;
}

/**
 * Trains a detector. Without `refit` the members that were judged on the held-out rows are the ones that serve, and the
 * thresholds keep their promise on rows like those (Tong, Feng & Li 2018); with it they learn once more from all rows,
 * and the promise is an estimate. The same task gives the same detector, bit for bit. RangeError: no normal rows or no
 * attacks on one of the sides, or options that make no sense.
 */
export function fitDetector(task: DetectorTask): FittedDetector {
  const { table, options, split } = task;
  const learnt = takeLabelledRows(table, split.train);
  const tested = takeLabelledRows(table, split.test);
  checkBothClasses(learnt.labels);
  checkBothClasses(tested.labels);
  const encoder = fitEncoder(table.frame, options.encoding);
  const report = progressOf(task);
  const judged = fitMembers(task, { ...learnt, encoder }, report);
  const held = encode(encoder, tested.frame);
  const answers = judged.map(({ model }) => answerMember(model, held));
  const combination = fitCombination(options, judged, answers, tested.labels);
  const combined = combineAnswers(combination, judged, answers);
  const { scores } = combined;
  const calibration = fitPlatt({ labels: tested.labels, scores });
  const members = options.refit ? fitMembers(task, { ...table, encoder }, report) : judged;
  const thresholds = chooseThresholds(options, scores, rowsOf(tested.labels, 0));
  const family = fitFamilies(task, encoder);
  return {
    detector: { encoder, members, combination, calibration, thresholds, family },
    heldOut: { ...combined, probabilities: scores.map((score) => calibrated(calibration, score)) },
  };
}

function checkBothClasses(labels: Uint8Array): void {
  if (!(labels.includes(0) && labels.includes(1)))
    throw new RangeError("A detector needs normal rows and attacks, to learn from and to be judged on.");
}

function fitMembers({ options, seed, balance }: DetectorTask, rows: MemberRows, report: () => void): DetectorMember[] {
  return options.members.map((member) => {
    report();
    return { name: member.name, model: fitMember(member, rows, { seed: `${seed}/${member.name}`, balance }) };
  });
}

function progressOf({ options, onMember }: DetectorTask): () => void {
  let done = 0;
  return () => {
    onMember?.(done, options.members.length * (options.refit ? 2 : 1));
    done += 1;
  };
}

function fitCombination(
  options: DetectorOptions,
  members: readonly DetectorMember[],
  answers: readonly Float64Array[],
  labels: Uint8Array,
): Combination {
  if (options.combine.by === "stack") {
    const logits = answers.map((answer, i) => logitsOf(members[i], answer));
    return { kind: "stack", stack: fitStack({ names: members.map(({ name }) => name), logits, labels }) };
  }
  const references = answers.map((answer) => fitBlendReference(answer.filter((_, row) => labels[row] === 0)));
  return { kind: "blend", blend: { scales: options.combine.scales, weights: options.combine.weights, references } };
}

/** Thresholds by Neyman and Pearson from the scores of normal rows that were held out. */
function chooseThresholds(options: DetectorOptions, scores: Float64Array, normals: Int32Array): StatedThreshold[] {
  const sorted = Float64Array.from(normals, (row) => scores[row] ?? 0).sort();
  return options.thresholds.map(({ alpha, delta }) => {
    const rank = neymanPearsonRank(sorted.length, alpha, delta);
    return { alpha, delta, threshold: rank === null ? null : nextDouble(sorted[rank - 1] ?? 0) };
  });
}

/** Learns from attacks alone, all families weighing the same, which family a row belongs to. */
function fitFamilies({ table, options, seed }: DetectorTask, encoder: Detector["encoder"]): Detector["family"] {
  const attacks = rowsOf(table.labels, 1);
  const codes = attacks.map((row) => table.family.codes[row] ?? -1);
  const met = [...new Set(codes)].sort((a, b) => a - b);
  if (options.familyTrees === 0 || met.length < 2) return null;
  const { model } = fitForest({
    matrix: takeRows(encode(encoder, table.frame), attacks),
    labels: codes.map((code) => met.indexOf(code)),
    classes: met.length,
    options: { kind: "extra", trees: options.familyTrees, seed: `${seed}/family` },
  });
  return { names: met.map((code) => table.family.categories[code] ?? ""), model };
}
