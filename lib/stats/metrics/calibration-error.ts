import { calibrationCurve } from "./calibration-curve.ts";
import type { ScoredLabels } from "./scored-labels.ts";

/**
 * Expected calibration error: the mean distance between probability and observed share over bins with equally many rows
 * (15 by default), each bin by its rows. Equal masses, since most probabilities of rare attacks lie near 0 and bins of
 * equal width would see nothing there. O(n log n).
 */
export function expectedCalibrationError(input: ScoredLabels, bins = 15): number {
  const curve = calibrationCurve(input, bins, "quantile");
  let sum = 0;
  for (const [bin, rows] of curve.rows.entries()) {
    sum += rows * Math.abs((curve.observed[bin] ?? 0) - (curve.predicted[bin] ?? 0));
  }
  return sum / input.scores.length;
}
