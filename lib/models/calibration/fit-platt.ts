import { fitFewLogits } from "../../stats/linear/fit-few-logits.ts";
import { type Calibration, type CalibrationInput, checkCalibrationInput } from "./calibration.ts";

/**
 * Platt's sigmoid (2000) as scikit-learn 1.9 fits it: p = 1 / (1 + e^(slope x score + intercept)) by maximum likelihood
 * against softened targets, (attacks + 1) / (attacks + 2) and 1 / (normals + 2), which keep the slope finite where the
 * scores separate the classes. O(n). RangeError: no row, or scores that are not finite.
 */
export function fitPlatt(input: CalibrationInput): Calibration & { kind: "platt" } {
  checkCalibrationInput(input);
  let attacks = 0;
  let normals = 0;
  let largest = 0;
  for (let row = 0; row < input.scores.length; row += 1) {
    const weight = input.weights === undefined ? 1 : (input.weights[row] ?? 0);
    if (input.labels[row] === 1) attacks += weight;
    else normals += weight;
    largest = Math.max(largest, Math.abs(input.scores[row] ?? 0));
  }
  const high = (attacks + 1) / (attacks + 2);
  const low = 1 / (normals + 2);
  const scale = largest > 0 ? largest : 1;
  const { coefficients } = fitFewLogits({
    columns: [input.scores.map((score) => -score / scale), new Float64Array(input.scores.length).fill(-1)],
    targets: Float64Array.from(input.labels, (label) => (label === 1 ? high : low)),
    weights: input.weights,
    start: Float64Array.of(0, Math.log((normals + 1) / (attacks + 1))),
  });
  return { kind: "platt", slope: (coefficients[0] ?? 0) / scale, intercept: coefficients[1] ?? 0 };
}
