import { fitFewLogits } from "../../stats/linear/fit-few-logits.ts";
import { awayFromEnds, type Calibration, type CalibrationInput, checkCalibrationInput } from "./calibration.ts";

/**
 * Beta calibration (Kull, Silva Filho & Flach 2017): logit p = a ln s - b ln(1 - s) + c for scores s in [0, 1], by
 * maximum likelihood with a, b >= 0, so that it never falls. Contains the identity (a = b = 1, c = 0), which Platt's
 * sigmoid on probabilities does not. The constraint is met by trying which of the two is zero: the problem is convex,
 * so the best of the four that are allowed is the optimum. O(n). RangeError: scores outside [0, 1].
 */
export function fitBeta(input: CalibrationInput): Calibration & { kind: "beta" } {
  checkCalibrationInput(input);
  if (input.scores.some((score) => !(score >= 0 && score <= 1))) {
    throw new RangeError("Beta calibration needs scores between 0 and 1.");
  }
  const kept = input.scores.map(awayFromEnds);
  const parts: BetaColumns = {
    left: kept.map((score) => Math.log(score)),
    right: kept.map((score) => -Math.log1p(-score)),
    ones: new Float64Array(kept.length).fill(1),
  };
  const free = fitWith(input, parts, { left: true, right: true });
  const allowed = free.a >= 0 && free.b >= 0 ? [free] : constrained(input, parts);
  const best = allowed.reduce((least, fit) => (fit.loss < least.loss ? fit : least));
  return { kind: "beta", a: best.a, b: best.b, c: best.c };
}

interface BetaColumns {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly ones: Float64Array;
}

interface BetaFit {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly loss: number;
}

function constrained(input: CalibrationInput, parts: BetaColumns): BetaFit[] {
  const without = fitWith(input, parts, { left: false, right: false });
  const one = [
    fitWith(input, parts, { left: true, right: false }),
    fitWith(input, parts, { left: false, right: true }),
  ];
  return [without, ...one.filter((fit) => fit.a >= 0 && fit.b >= 0)];
}

function fitWith(input: CalibrationInput, parts: BetaColumns, use: { left: boolean; right: boolean }): BetaFit {
  const columns = [...(use.left ? [parts.left] : []), ...(use.right ? [parts.right] : []), parts.ones];
  const targets = Float64Array.from(input.labels);
  const { coefficients, negativeLogLikelihood } = fitFewLogits({ columns, targets, weights: input.weights });
  return {
    a: use.left ? (coefficients[0] ?? 0) : 0,
    b: use.right ? (coefficients[use.left ? 1 : 0] ?? 0) : 0,
    c: coefficients.at(-1) ?? 0,
    loss: negativeLogLikelihood,
  };
}
