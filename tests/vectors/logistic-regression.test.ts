import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { encode } from "../../lib/models/data/encoders/encoder.ts";
import { fitEncoder } from "../../lib/models/data/encoders/fit-encoder.ts";
import { takeRows } from "../../lib/models/data/matrix.ts";
import { readCsv } from "../../lib/models/data/readers/read-csv.ts";
import { fitLogistic } from "../../lib/models/linear/fit-logistic.ts";
import { predictLogits } from "../../lib/models/linear/predict-logistic.ts";
import { withoutColumns } from "../../lib/models/selection/filter-columns.ts";
import { logistic } from "../../lib/stats/linear/logistic.ts";
import { averagePrecision } from "../../lib/stats/metrics/precision-recall-curve.ts";
import { logLoss } from "../../lib/stats/metrics/probability-loss.ts";
import { rocAuc } from "../../lib/stats/metrics/roc-auc.ts";
import { hasVectors, readVectors, vectorsFolder } from "./read-vectors.ts";

const file = "boosting/reference.json";
const figures = z.object({ roc_auc: z.number(), log_loss: z.number(), average_precision: z.number() });
const shape = z.object({
  smooth: z.object({ train_rows: z.number(), logistic_regression_C1_standardised: figures }),
});

describe.skipIf(!hasVectors(file))(`${file}: logistic regression`, () => {
  it("has scikit-learn's figures on the later rows", () => {
    const golden = shape.parse(readVectors(file)).smooth;
    const text = gunzipSync(readFileSync(resolve(vectorsFolder, "boosting/smooth.csv.gz"))).toString();
    const frame = readCsv(text);
    const all = encode(fitEncoder(frame, { numbers: "plain", categories: "one-hot" }), frame);
    const target = all.columns[all.names.indexOf("y")] ?? new Float64Array(0);
    const matrix = withoutColumns(all, ["y"]);
    const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
    const train = range(0, golden.train_rows);
    const test = range(golden.train_rows, all.rows);
    const labelsOf = (rows: Int32Array) => Uint8Array.from(rows, (row) => target[row] ?? 0);
    const model = fitLogistic({ matrix: takeRows(matrix, train), labels: labelsOf(train) }, { inversePenalty: 1 });
    const scores = predictLogits(model, takeRows(matrix, test)).map(logistic);
    const scored = { labels: labelsOf(test), scores };
    const expected = golden.logistic_regression_C1_standardised;
    expect(rocAuc(scored).value).toBeCloseTo(expected.roc_auc, 5);
    expect(logLoss(scored)).toBeCloseTo(expected.log_loss, 5);
    expect(averagePrecision(scored).value).toBeCloseTo(expected.average_precision, 4);
  });
});
