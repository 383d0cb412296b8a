import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { fBeta } from "../../stats/metrics/precision-recall.ts";
import { createRandom } from "../../stats/random.ts";
import { stratifiedShuffleSplit } from "../../stats/splits/stratified-shuffle-split.ts";
import type { Estimator, FittedEstimator } from "./estimator.ts";
import { predictAtThreshold } from "./fixed-threshold.ts";
import { makeScorer, namedScorers, ofOneClass } from "./scorer.ts";
import { tuneThreshold } from "./tune-threshold.ts";

const labels = Int32Array.from({ length: 40 }, (_, row) => Number(row % 4 === 0));
const random = createRandom("tuning");
const values = Float64Array.from(labels, (label) => drawNormal(random) + 2 * label);

/** A model that remembers how many rows it was fitted on; its decision is the value itself. */
function fittedOn(rows: number, classes: readonly [number, number] = [0, 1]): FittedEstimator {
  return {
    name: `Fitted on ${rows}`,
    classes,
    decisionFunction: (of) => Float64Array.from(of, (row) => values[row] ?? 0),
  };
}
const estimator: Estimator = { fit: (rows) => fittedOn(rows.length) };

describe("tuning as scikit-learn does", () => {
  it("fits the final model on all rows, or keeps that of the one split where it may not be fitted again", () => {
    expect(tuneThreshold({ labels, estimator }).model.name).toBe("Fitted on 40");
    const held = { labels, estimator, cv: 0.25, refit: false, random: createRandom("held out") };
    expect(tuneThreshold(held).model.name).toBe("Fitted on 30");
    expect(() => tuneThreshold({ labels, estimator, refit: false })).toThrow(
      "When cv has several folds, refit cannot be False.",
    );
  });

  it("refuses to tune what was never fitted", () => {
    const unfitted = { labels, estimator: { fitted: null }, cv: "prefit" as const, refit: false };
    expect(() => tuneThreshold(unfitted)).toThrow("When cv='prefit', `estimator` must be fitted.");
    expect(() => tuneThreshold({ labels, estimator: { fitted: fittedOn(40) } })).toThrow("cv 'prefit'");
  });

  it("turns the decision function where the first class is the one to find", () => {
    const found = tuneThreshold({ labels, estimator, scorer: ofOneClass((classes) => fBeta(classes, 1).value, 0) });
    expect(found.positiveLabel).toBe(0);
    expect(found.score).toBeGreaterThan(0.8);
    expect(() => tuneThreshold({ labels, estimator, scorer: makeScorer(() => 0, { positiveLabel: 7 }) })).toThrow(
      "pos_label=7 is not a valid label: It should be one of [0 1]",
    );
  });

  it("takes every scorer that has a name, and lets a figure that is not one win as NumPy does", () => {
    for (const scorer of Object.values(namedScorers)) {
      expect(tuneThreshold({ labels, estimator, scorer }).score).toBeGreaterThan(0.3);
    }
    expect(tuneThreshold({ labels, estimator, scorer: makeScorer(() => Number.NaN) }).score).toBeNaN();
  });

  it("asks for the response that is wished, and says where there is none", () => {
    const asked = { labels, estimator, responseMethod: "predict_proba" as const };
    expect(() => tuneThreshold(asked)).toThrow("has none of the following attributes: predict_proba.");
  });
});

describe("a fixed threshold", () => {
  const rows = Int32Array.from(values.keys());
  it("is 0 of a decision, 0.5 of a probability, or the one that is given, inclusive", () => {
    expect([...predictAtThreshold(fittedOn(40), rows)]).toEqual([...values].map((value) => Number(value >= 0)));
    const sure: FittedEstimator = {
      name: "Half",
      classes: [3, 8],
      probabilityOf: (label, of) => new Float64Array(of.length).fill(label === 8 ? 0.5 : 0.4),
    };
    expect(predictAtThreshold(sure, Int32Array.of(0))).toEqual(Int32Array.of(8));
    expect(predictAtThreshold(sure, Int32Array.of(0), { positiveLabel: 3 })).toEqual(Int32Array.of(8));
    expect(predictAtThreshold(sure, Int32Array.of(0), { positiveLabel: 3, threshold: 0.4 })).toEqual(Int32Array.of(3));
  });
});

describe("a share held out once", () => {
  it("holds out of each class its part", () => {
    const { train, test } = stratifiedShuffleSplit(labels, 0.25, createRandom(1));
    expect([train.length, test.length]).toEqual([30, 10]);
    expect(test.filter((row) => labels[row] === 1).length).toBeGreaterThanOrEqual(2);
    expect(test.filter((row) => labels[row] === 1).length).toBeLessThanOrEqual(3);
    expect(new Set([...train, ...test]).size).toBe(40);
    expect(() => stratifiedShuffleSplit(Int32Array.of(0, 0, 1), 0.5, createRandom(1))).toThrow("two rows");
    expect(() => stratifiedShuffleSplit(Int32Array.of(0, 0, 1, 1), 0.1, createRandom(1))).toThrow("no room");
  });
});
