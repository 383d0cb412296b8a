import { describe, expect, it } from "vitest";
import { z } from "zod";
import { accuracy, balancedAccuracy, cohenKappa, matthewsCorrelation } from "../../lib/stats/metrics/agreement.ts";
import { calibrationCurve } from "../../lib/stats/metrics/calibration-curve.ts";
import { confusionMatrix, type LabelledPredictions } from "../../lib/stats/metrics/confusion-matrix.ts";
import type { Measured } from "../../lib/stats/metrics/metric-result.ts";
import { fBeta, jaccard, precision, recall } from "../../lib/stats/metrics/precision-recall.ts";
import { brierScore, logLoss } from "../../lib/stats/metrics/probability-loss.ts";
import type { ScoredLabels } from "../../lib/stats/metrics/scored-labels.ts";
import { expectGolden, type Golden, golden } from "./golden-metric.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "point_metrics.json";

const atThreshold = z.object({ threshold: z.number(), pred_rule: z.string() }).catchall(golden);
const shape = z.object({
  cases: z.record(
    z.string(),
    z.object({
      y: z.array(z.number()),
      score: z.array(z.number()),
      sample_weight: z.array(z.number()).nullable(),
      at: z.array(atThreshold),
      brier: golden,
      log_loss_labels_0_1: golden,
      log_loss_no_labels: golden,
      calibration_curve_uniform_10: golden,
      calibration_curve_quantile_10: golden,
    }),
  ),
});

const silent = (value: unknown): Measured<unknown> => ({ value, warnings: [] });

const calls: Record<string, (input: LabelledPredictions) => Measured<unknown>> = {
  accuracy: (input) => silent(accuracy(input)),
  balanced_accuracy: balancedAccuracy,
  precision: (input) => precision(input),
  recall: (input) => recall(input),
  f1: (input) => fBeta(input, 1),
  "fbeta_0.5": (input) => fBeta(input, 0.5),
  fbeta_2: (input) => fBeta(input, 2),
  fbeta_3: (input) => fBeta(input, 3),
  mcc: matthewsCorrelation,
  jaccard: (input) => jaccard(input),
  cohen_kappa: cohenKappa,
  precision_zero_division_0: (input) => precision(input, { zeroDivision: 0 }),
  precision_zero_division_1: (input) => precision(input, { zeroDivision: 1 }),
  precision_zero_division_nan: (input) => precision(input, { zeroDivision: "nan" }),
  confusion: (input) => silent(confusionMatrixOfBoth(input)),
};

/** Both classes are asked for where one of them occurs as a label; the golden matrix is 2 x 2 always. */
function confusionMatrixOfBoth(input: LabelledPredictions): readonly Float64Array[] {
  return confusionMatrix(input, [0, 1]).value.counts;
}

function curve(input: ScoredLabels, strategy: "uniform" | "quantile"): Measured<unknown> {
  const { observed, predicted } = calibrationCurve(input, 10, strategy);
  return silent({ prob_true: observed, prob_pred: predicted });
}

describe.skipIf(!hasVectors(file))(file, () => {
  const cases = Object.entries(shape.parse(readVectors(file)).cases);

  it.each(cases)("equals scikit-learn, warnings and errors included: %s", (_, golden) => {
    const weights = golden.sample_weight ? Float64Array.from(golden.sample_weight) : undefined;
    const scored = { labels: Uint8Array.from(golden.y), scores: Float64Array.from(golden.score), weights };
    for (const { threshold, pred_rule, ...expected } of golden.at) {
      const predicted = Int32Array.from(golden.score, (score) => Number(score >= threshold));
      const input = { labels: Int32Array.from(golden.y), predicted, weights };
      expect(Object.keys(expected).sort()).toEqual(Object.keys(calls).sort());
      for (const [name, call] of Object.entries(calls)) {
        const wanted: Golden | undefined = expected[name];
        if (wanted !== undefined) expectGolden(wanted, () => call(input));
      }
    }
    expectGolden(golden.brier, () => silent(brierScore(scored)));
    expectGolden(golden.log_loss_labels_0_1, () => silent(logLoss(scored, true)));
    expectGolden(golden.log_loss_no_labels, () => silent(logLoss(scored)));
    expectGolden(golden.calibration_curve_uniform_10, () => curve(scored, "uniform"));
    expectGolden(golden.calibration_curve_quantile_10, () => curve(scored, "quantile"));
  });
});
