import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accuracy, balancedAccuracy, cohenKappa, matthewsCorrelation } from "./agreement.ts";
import { confusionMatrix, type LabelledPredictions, sumOf } from "./confusion-matrix.ts";
import { multiclassAuc } from "./multiclass-auc.ts";
import { fBeta, precision, recall } from "./precision-recall.ts";
import { multiclassLogLoss } from "./probability-loss.ts";

const pairs = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 40 }).map(
  (list): LabelledPredictions => ({
    labels: Int32Array.from(list, ([label]) => label),
    predicted: Int32Array.from(list, ([, predicted]) => predicted),
  }),
);

describe("figures of agreement", () => {
  it("agree with each other", () => {
    fc.assert(
      fc.property(pairs, (input) => {
        const matrix = confusionMatrix(input).value;
        expect(sumOf(Float64Array.from(matrix.counts, sumOf))).toBe(input.labels.length);
        const micro = { average: "micro" } as const;
        expect(precision(input, micro).value).toBeCloseTo(accuracy(input), 12);
        expect(recall(input, { average: "weighted" }).value).toBeCloseTo(accuracy(input), 12);
        const correlation = matthewsCorrelation(input).value;
        expect(Math.abs(correlation)).toBeLessThanOrEqual(1 + 1e-12);
        const turned = { labels: input.predicted, predicted: input.labels };
        expect(matthewsCorrelation(turned).value).toBeCloseTo(correlation, 12);
        const kappa = cohenKappa(input).value;
        if (!Number.isNaN(kappa)) expect(cohenKappa(turned).value).toBeCloseTo(kappa, 12);
      }),
    );
  });

  it("are perfect for the truth itself", () => {
    const input = { labels: Int32Array.of(0, 1, 2, 2), predicted: Int32Array.of(0, 1, 2, 2) };
    expect(accuracy(input)).toBe(1);
    expect(balancedAccuracy(input)).toEqual({ value: 1, warnings: [] });
    expect(matthewsCorrelation(input).value).toBeCloseTo(1, 12);
    expect(cohenKappa(input).value).toBe(1);
    expect(fBeta(input, 1, { average: "macro" }).value).toBe(1);
  });

  it("leave a class without rows out of a mean where 0 / 0 is told to be nothing", () => {
    const input = { labels: Int32Array.of(0, 0, 1), predicted: Int32Array.of(0, 0, 2) };
    expect(recall(input, { average: "macro", zeroDivision: "nan" }).value).toBe(0.5);
    expect(recall(input, { average: "macro" }).value).toBeCloseTo(1 / 3, 12);
  });

  it("refuse what they cannot say", () => {
    const several = { labels: Int32Array.of(0, 1, 2), predicted: Int32Array.of(0, 1, 2) };
    expect(() => precision(several)).toThrow("Target is multiclass but average='binary'.");
    expect(() => accuracy({ labels: new Int32Array(0), predicted: new Int32Array(0) })).toThrow("empty input array");
    expect(() => accuracy({ labels: Int32Array.of(1), predicted: Int32Array.of(1, 0) })).toThrow("[1, 2]");
    expect(() => fBeta(several, 0)).toThrow("beta");
  });
});

describe("several classes", () => {
  const labels = Int32Array.of(0, 0, 1, 1, 2, 2);
  const probabilities = Float64Array.from([
    0.7, 0.2, 0.1, 0.4, 0.3, 0.3, 0.1, 0.8, 0.1, 0.2, 0.3, 0.5, 0.4, 0.4, 0.2, 0.1, 0.2, 0.7,
  ]);
  const input = { labels, probabilities, classes: 3 };

  // Figures of scikit-learn 1.9.1 for these rows.
  it("have an area against the rest and between pairs", () => {
    expect(multiclassAuc(input, { against: "rest", average: "macro" }).value).toBeCloseTo(0.8333333333333334, 12);
    expect(multiclassAuc(input, { against: "pairs", average: "macro" }).value).toBeCloseTo(0.8333333333333334, 12);
    expect(multiclassLogLoss(input).value).toBeCloseTo(0.7776991479709777, 12);
  });

  it("do not count where their rows have no weight", () => {
    const weights = Float64Array.of(1, 1, 1, 1, 0, 0);
    const area = multiclassAuc({ ...input, weights }, { against: "rest", average: "weighted" });
    expect(area.value).toBeCloseTo(0.9375, 12);
    expect(area.warnings.length).toBe(1);
  });

  it("must sum to one, and all occur", () => {
    const half = { ...input, probabilities: probabilities.map((value) => value / 2) };
    expect(() => multiclassAuc(half, { against: "rest", average: "macro" })).toThrow("sum up to 1.0");
    expect(multiclassLogLoss(half).warnings[0]?.message).toContain("do not sum to one");
    const two = { ...input, labels: Int32Array.of(0, 0, 1, 1, 1, 1) };
    expect(() => multiclassAuc(two, { against: "rest", average: "macro" })).toThrow("Number of classes");
  });
});
