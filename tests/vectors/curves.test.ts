import { describe, expect, it } from "vitest";
import { z } from "zod";
import { areaUnderCurve } from "../../lib/stats/metrics/area-under-curve.ts";
import { detectionErrorTradeoff } from "../../lib/stats/metrics/detection-error-tradeoff.ts";
import type { Measured } from "../../lib/stats/metrics/metric-result.ts";
import { averagePrecision, precisionRecallCurve } from "../../lib/stats/metrics/precision-recall-curve.ts";
import { rocAuc } from "../../lib/stats/metrics/roc-auc.ts";
import { rocCurve } from "../../lib/stats/metrics/roc-curve.ts";
import type { ScoredLabels } from "../../lib/stats/metrics/scored-labels.ts";
import { encodedNumbers } from "./encoded-number.ts";
import { expectGolden, golden } from "./golden-metric.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "curves.json";

const shape = z.object({
  cases: z.record(
    z.string(),
    z.object({
      y: z.array(z.number()),
      score: encodedNumbers,
      sample_weight: z.array(z.number()).nullish(),
      expected: z.record(z.string(), golden),
    }),
  ),
});

/** The golden names of each call. */
const calls: Record<string, (input: ScoredLabels) => Measured<unknown>> = {
  roc_drop_intermediate_false: (input) => rates(rocCurve(input, false)),
  roc_drop_intermediate_true: (input) => rates(rocCurve(input)),
  pr_drop_intermediate_false: (input) => precisionRecallCurve(input),
  pr_drop_intermediate_true: (input) => precisionRecallCurve(input, true),
  det: (input) => {
    const { value, warnings } = detectionErrorTradeoff(input);
    return {
      value: { fpr: value.falsePositiveRate, fnr: value.falseNegativeRate, thresholds: value.thresholds },
      warnings,
    };
  },
  roc_auc: (input) => rocAuc(input),
  "roc_auc_max_fpr_0.1": (input) => rocAuc(input, 0.1),
  "roc_auc_max_fpr_0.3": (input) => rocAuc(input, 0.3),
  average_precision: (input) => averagePrecision(input),
  pr_auc_trapezoid: (input) => {
    const { value, warnings } = precisionRecallCurve(input);
    return { value: areaUnderCurve(value.recall, value.precision), warnings };
  },
};

function rates(curve: ReturnType<typeof rocCurve>): Measured<unknown> {
  const { falsePositiveRate: fpr, truePositiveRate: tpr, thresholds } = curve.value;
  return { value: { fpr, tpr, thresholds }, warnings: curve.warnings };
}

describe.skipIf(!hasVectors(file))(file, () => {
  const cases = Object.entries(shape.parse(readVectors(file)).cases);

  it("has the seventeen cases", () => expect(cases.length).toBe(17));

  it.each(cases)(
    "equals scikit-learn, warnings and errors included: %s",
    (_, { y, score, sample_weight, expected }) => {
      const input: ScoredLabels = {
        labels: Uint8Array.from(y),
        scores: Float64Array.from(score),
        weights: sample_weight ? Float64Array.from(sample_weight) : undefined,
      };
      expect(Object.keys(expected).sort()).toEqual(Object.keys(calls).sort());
      for (const [name, call] of Object.entries(calls)) {
        const wanted = expected[name];
        if (wanted !== undefined) expectGolden(wanted, () => call(input));
      }
    },
  );
});
