import { fitIsotonic } from "../../stats/isotonic.ts";
import { type Calibration, type CalibrationInput, checkCalibrationInput } from "./calibration.ts";
import { fitBeta } from "./fit-beta.ts";

/** Isotonic calibration: the monotone curve nearest to the labels; needs many attacks not to follow their noise. */
export function fitIsotonicCalibration(input: CalibrationInput): Calibration & { kind: "isotonic" } {
  checkCalibrationInput(input);
  const curve = fitIsotonic({
    at: input.scores,
    targets: Float64Array.from(input.labels),
    weights: input.weights,
  });
  return { kind: "isotonic", curve };
}

/** With this many attacks an isotonic curve follows the truth more than the noise. */
const attacksForIsotonic = 1000;

/**
 * The calibration that fits the number of attacks: isotonic from 1,000 on, else beta, whose three figures a handful can
 * settle. `forBlend`: beta always, since parts of a blend must add up and steps do not. Scores in [0, 1].
 */
export function fitCalibration(input: CalibrationInput, forBlend: boolean): Calibration {
  let attacks = 0;
  for (const label of input.labels) attacks += label;
  return forBlend || attacks < attacksForIsotonic ? fitBeta(input) : fitIsotonicCalibration(input);
}
