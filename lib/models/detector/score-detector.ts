import { blendPart } from "../blend/blend.ts";
import { calibrated } from "../calibration/calibration.ts";
import { encode } from "../data/encoders/encoder.ts";
import type { Frame } from "../data/frame.ts";
import { predictForest } from "../forest/predict-forest.ts";
import type { Combination, Detector, DetectorMember } from "./detector.ts";
import { answerMember } from "./fit-member.ts";

/** What a detector says of the rows of a table. */
export interface DetectorAnswer {
  /** High = threatening. */
  readonly scores: Float64Array;
  /** For each member its part in each score; with `base` they add up to it exactly. */
  readonly parts: readonly Float64Array[];
  readonly base: number;
  readonly probabilities: Float64Array;
}

/** Scores the rows of a table whose columns have the names of training. RangeError: a column that is not there. */
export function scoreDetector(detector: Detector, frame: Frame): DetectorAnswer {
  const matrix = encode(detector.encoder, frame);
  const answers = detector.members.map(({ model }) => answerMember(model, matrix));
  const { scores, parts, base } = combineAnswers(detector.combination, detector.members, answers);
  return { scores, parts, base, probabilities: scores.map((score) => calibrated(detector.calibration, score)) };
}

/** The likeliest attack family of each row, as a place among the detector's names, given that it is an attack. */
export function nameFamilies(detector: Detector, frame: Frame): Int32Array {
  const { family } = detector;
  if (family === null) return new Int32Array(frame.rows);
  const { classes } = family.model;
  const answers = predictForest(family.model, encode(detector.encoder, frame));
  if (classes === 2) return Int32Array.from(answers, (p) => Number(p >= 0.5));
  return Int32Array.from({ length: frame.rows }, (_, row) => {
    let best = 0;
    for (let i = 1; i < classes; i += 1) {
      if ((answers[row * classes + i] ?? 0) > (answers[row * classes + best] ?? 0)) best = i;
    }
    return best;
  });
}

/** `answers`: for each member what it says of each row. */
export function combineAnswers(
  combination: Combination,
  members: readonly DetectorMember[],
  answers: readonly Float64Array[],
): Pick<DetectorAnswer, "scores" | "parts" | "base"> {
  const parts = answers.map((answer, i) => {
    if (combination.kind === "blend") return answer.map((value) => blendPart(combination.blend, i, value));
    const weight = combination.stack.weights[i] ?? 0;
    return logitsOf(members[i], answer).map((logit) => weight * logit);
  });
  const base = combination.kind === "stack" ? combination.stack.intercept : 0;
  const scores = new Float64Array(answers[0]?.length ?? 0).fill(base);
  for (const part of parts) {
    for (let row = 0; row < scores.length; row += 1) scores[row] = (scores[row] ?? 0) + (part[row] ?? 0);
  }
  return { scores, parts, base };
}

/** No few hundred trees can say that a row is an attack with more certainty than this. */
const surest = 0.999;

/** A member's answers in log-odds, as a stack takes them: boosting's margins are some already. */
export function logitsOf(member: DetectorMember | undefined, answers: Float64Array): Float64Array {
  if (member?.model.kind === "boosting") return answers;
  return answers.map((answer) => {
    const kept = Math.min(Math.max(answer, 1 - surest), surest);
    return Math.log(kept / (1 - kept));
  });
}
