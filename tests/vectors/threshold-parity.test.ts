import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fitPlatt } from "../../lib/models/calibration/fit-platt.ts";
import { fitIsotonic } from "../../lib/stats/isotonic.ts";
import { matthewsCorrelation } from "../../lib/stats/metrics/agreement.ts";
import { averagePrecision, precisionRecallCurve } from "../../lib/stats/metrics/precision-recall-curve.ts";
import { brierScore, logLoss } from "../../lib/stats/metrics/probability-loss.ts";
import { rocAuc } from "../../lib/stats/metrics/roc-auc.ts";
import { rocCurve } from "../../lib/stats/metrics/roc-curve.ts";
import { encodedNumbers } from "./encoded-number.ts";
import { expectClose } from "./golden-metric.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "threshold_parity.json";
const roc = z.object({ fpr: encodedNumbers, tpr: encodedNumbers, thr: encodedNumbers });
const shape = z.object({
  scores: z.array(z.number()),
  y: z.array(z.number()),
  roc_drop_True: roc,
  roc_drop_False: roc,
  pr: z.object({ precision: encodedNumbers, recall: encodedNumbers, thr: encodedNumbers }),
  metrics: z.object({
    auc: z.number(),
    ap: z.number(),
    "pauc_max_fpr_0.05": z.number(),
    brier: z.number(),
    log_loss: z.number(),
    "mcc@.5": z.number(),
  }),
  isotonic: z.object({ x: z.array(z.number()), y: z.array(z.number()) }),
  platt: z.object({ a: z.number(), b: z.number() }),
});

describe.skipIf(!hasVectors(file))(file, () => {
  const golden = shape.parse(readVectors(file));
  const scored = { labels: Uint8Array.from(golden.y), scores: Float64Array.from(golden.scores) };

  it("equals scikit-learn's curves", () => {
    for (const [dropped, expected] of [
      [true, golden.roc_drop_True],
      [false, golden.roc_drop_False],
    ] as const) {
      const { falsePositiveRate: fpr, truePositiveRate: tpr, thresholds } = rocCurve(scored, dropped).value;
      expectClose({ fpr, tpr, thr: thresholds }, expected);
    }
    const { precision, recall, thresholds } = precisionRecallCurve(scored).value;
    expectClose({ precision, recall, thr: thresholds }, golden.pr);
  });

  it("equals its figures", () => {
    const predicted = Int32Array.from(golden.scores, (score) => Number(score >= 0.5));
    expectClose(
      {
        auc: rocAuc(scored).value,
        ap: averagePrecision(scored).value,
        "pauc_max_fpr_0.05": rocAuc(scored, 0.05).value,
        brier: brierScore(scored),
        log_loss: logLoss(scored),
        "mcc@.5": matthewsCorrelation({ labels: Int32Array.from(golden.y), predicted }).value,
      },
      golden.metrics,
    );
  });

  it("equals its isotonic and sigmoid calibration", () => {
    const curve = fitIsotonic({ at: scored.scores, targets: Float64Array.from(golden.y) });
    expectClose(curve.at, golden.isotonic.x);
    expectClose(curve.values, golden.isotonic.y);
    const platt = fitPlatt(scored);
    expect(platt.slope).toBeCloseTo(golden.platt.a, 4);
    expect(platt.intercept).toBeCloseTo(golden.platt.b, 4);
  });
});
