import { type IsotonicCurve, isotonicValue } from "../../stats/isotonic.ts";
import { logistic } from "../../stats/linear/logistic.ts";

/** What turns a score into the probability of an attack. */
export type Calibration =
  | { readonly kind: "platt"; readonly slope: number; readonly intercept: number }
  | { readonly kind: "beta"; readonly a: number; readonly b: number; readonly c: number }
  | { readonly kind: "isotonic"; readonly curve: IsotonicCurve };

/** Labels beside the scores of a model that has not seen them. */
export interface CalibrationInput {
  /** 1 = attack, 0 = normal. */
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
  readonly weights?: Float64Array | undefined;
}

/**
 * The calibrated probability. Platt: 1 / (1 + e^(slope x score + intercept)), slope < 0 where high is threatening.
 * Beta: logit p = a ln s - b ln(1 - s) + c, s in [0, 1]. Isotonic: the curve, its ends beyond them.
 */
export function calibrated(calibration: Calibration, score: number): number {
  switch (calibration.kind) {
    case "platt":
      return logistic(-(calibration.slope * score + calibration.intercept));
    case "beta": {
      const kept = awayFromEnds(score);
      return logistic(calibration.a * Math.log(kept) - calibration.b * Math.log1p(-kept) + calibration.c);
    }
    case "isotonic":
      return isotonicValue(calibration.curve, score);
  }
}

/** Scores of exactly 0 and 1 have no logarithm; they are taken as the double's precision away. */
export function awayFromEnds(score: number): number {
  return Math.min(Math.max(score, 2 ** -52), 1 - 2 ** -52);
}

export function checkCalibrationInput(input: CalibrationInput): void {
  const rows = input.scores.length;
  if (rows === 0) throw new RangeError("Calibration needs at least one row.");
  if (input.labels.length !== rows || (input.weights !== undefined && input.weights.length !== rows)) {
    throw new RangeError("Calibration needs as many labels, and weights if any, as scores.");
  }
  if (input.scores.some((score) => !Number.isFinite(score))) {
    throw new RangeError("Calibration needs finite scores.");
  }
}
