import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fitBoosting } from "../../lib/models/boosting/fit-boosting.ts";
import type { BoostingOptions } from "../../lib/models/boosting/options.ts";
import { predictProbability } from "../../lib/models/boosting/predict-boosting.ts";
import { logLoss } from "../../lib/stats/metrics/probability-loss.ts";
import { rocAuc } from "../../lib/stats/metrics/roc-auc.ts";
import { readBoostingSet } from "../../testing/models/boosting-set.ts";
import { hasVectors, readVectorBytes, readVectors } from "./read-vectors.ts";

const file = "boosting/reference.json";
const row = z.object({ roc_auc: z.number(), log_loss: z.number() });
const set = z.object({
  train_rows: z.number(),
  categorical: z.array(z.number()),
  hist_gradient_boosting_100: row,
  hist_gradient_boosting_100_depth6_l2_1: row,
});

function readSet(name: string, { train_rows, categorical }: z.infer<typeof set>) {
  const text = gunzipSync(readVectorBytes(`boosting/${name}.csv.gz`)).toString("utf8");
  return readBoostingSet(text, { trainRows: train_rows, categorical });
}

describe.skipIf(!hasVectors(file))(file, () => {
  const reference = z
    .object({ smooth: set, missing_categorical: set, rare_2_percent: set })
    .parse(hasVectors(file) ? readVectors(file) : {});
  const measure = (name: keyof typeof reference, options: Partial<BoostingOptions>) => {
    const { train, test } = readSet(name, reference[name]);
    const scores = predictProbability(fitBoosting({ ...train, classes: 2, options }), test.matrix);
    return { area: rocAuc({ labels: test.labels, scores }).value, loss: logLoss({ labels: test.labels, scores }) };
  };

  it.each(["smooth", "missing_categorical", "rare_2_percent"] as const)(
    "%s: with the defaults the ranking is within .003 and the log-loss within one per cent of both of scikit-learn's rows",
    (name) => {
      const { area, loss } = measure(name, {});
      for (const row of ["hist_gradient_boosting_100", "hist_gradient_boosting_100_depth6_l2_1"] as const) {
        expect(area).toBeGreaterThan(reference[name][row].roc_auc - 0.003);
        expect(loss).toBeLessThan(reference[name][row].log_loss * 1.01);
      }
    },
  );

  it.each(["smooth", "missing_categorical", "rare_2_percent"] as const)(
    "%s: with scikit-learn's own settings the very same figures come out",
    (name) => {
      const { area, loss } = measure(name, { mostDepth: 64, l2: 0 });
      expect(area).toBeCloseTo(reference[name].hist_gradient_boosting_100.roc_auc, 5);
      expect(loss).toBeCloseTo(reference[name].hist_gradient_boosting_100.log_loss, 5);
    },
  );
});
