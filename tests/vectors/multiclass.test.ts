import { describe, it } from "vitest";
import { z } from "zod";
import { balancedAccuracy, cohenKappa, matthewsCorrelation } from "../../lib/stats/metrics/agreement.ts";
import { confusionMatrix } from "../../lib/stats/metrics/confusion-matrix.ts";
import { type Average, fBeta, precision, recall } from "../../lib/stats/metrics/precision-recall.ts";
import { expectClose, expectGolden, golden } from "./golden-metric.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "multiclass.json";
const averages = ["micro", "macro", "weighted"] satisfies Average[];

describe.skipIf(!hasVectors(file))(file, () => {
  const all = z.looseObject({ y: z.array(z.number()), pred: z.array(z.number()) }).parse(readVectors(file));
  const input = { labels: Int32Array.from(all.y), predicted: Int32Array.from(all.pred) };

  it.each(averages)("equals scikit-learn's %s averages", (average) => {
    const wanted = (name: string) => golden.parse(all[`${name}_${average}`]);
    expectGolden(wanted("precision_score"), () => precision(input, { average }));
    expectGolden(wanted("recall_score"), () => recall(input, { average }));
    expectGolden(wanted("f1_score"), () => fBeta(input, 1, { average }));
  });

  it("equals its figures of agreement", () => {
    expectGolden(golden.parse(all.mcc), () => matthewsCorrelation(input));
    expectClose(confusionMatrix(input).value.counts, all.confusion);
    expectClose(cohenKappa(input).value, all.cohen_kappa);
    expectClose(balancedAccuracy(input).value, all.balanced_accuracy);
  });
});
