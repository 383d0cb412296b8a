import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedCalibrationError } from "../stats/metrics/calibration-error.ts";
import { averagePrecision } from "../stats/metrics/precision-recall-curve.ts";
import { rocAuc } from "../stats/metrics/roc-auc.ts";
import { createRandom } from "../stats/random.ts";
import { calibrationBins, calibrationErrorOf } from "./calibration-bins.ts";
import { neymanPearsonScore } from "./operating-point-of.ts";
import { rankFigures, rankRows } from "./score-sweep.ts";

const row = fc.record({
  label: fc.integer({ min: 0, max: 1 }),
  score: fc.integer({ min: -5, max: 5 }),
  weight: fc.integer({ min: 1, max: 9 }),
});

describe("one sweep over ranked rows", () => {
  it("gives the areas that the metrics give, weights and ties included", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 60 }), (rows) => {
        const labels = Uint8Array.from(rows, ({ label }) => label);
        fc.pre(labels.includes(0) && labels.includes(1));
        const scores = Float64Array.from(rows, ({ score }) => score);
        const weights = Float64Array.from(rows, ({ weight }) => weight);
        const found = rankFigures(rankRows(scores, labels), weights);
        expect(found.rocAuc).toBeCloseTo(rocAuc({ labels, scores, weights }).value, 10);
        expect(found.averagePrecision).toBeCloseTo(averagePrecision({ labels, scores, weights }).value, 10);
      }),
    );
  });

  it("has no figure where a class has no weight", () => {
    const ranked = rankRows(Float64Array.of(1, 2), Uint8Array.of(0, 1));
    expect(rankFigures(ranked, Float64Array.of(1, 0)).rocAuc).toBeNaN();
  });
});

describe("bins of a calibration", () => {
  it("count each event once and find the error of a probability that is twice too high", () => {
    const random = createRandom("calibration");
    const truth = Float64Array.from({ length: 20_000 }, () => random.fraction() / 2);
    const labels = Uint8Array.from(truth, (p) => (random.fraction() < p ? 1 : 0));
    const weights = new Float64Array(truth.length).fill(3);
    const errorOf = (probabilities: Float64Array) => {
      const bins = calibrationBins(rankRows(probabilities, labels), probabilities, weights, 15);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(3 * truth.length);
      return calibrationErrorOf(bins);
    };
    expect(errorOf(truth)).toBeLessThan(0.015);
    const doubled = truth.map((p) => 2 * p);
    expect(errorOf(doubled)).toBeCloseTo(expectedCalibrationError({ labels, scores: doubled }), 2);
  });
});

describe("the Neyman-Pearson threshold of weighted scores", () => {
  const scores = Float64Array.from({ length: 1_000 }, (_, i) => i);
  const rule = { alpha: 0.05, delta: 0.05 };

  it("reports less than alpha of what it was chosen on, and the same for rows that count alike", () => {
    const one = neymanPearsonScore(scores, new Float64Array(1_000).fill(1), rule) ?? Number.NaN;
    expect(one).toBeGreaterThan(950);
    expect(one).toBeLessThan(975);
    expect(neymanPearsonScore(scores, new Float64Array(1_000).fill(7), rule)).toBe(one);
  });

  it("counts what rows stand for: few heavy rows below leave room for more light ones above", () => {
    const weights = scores.map((_, i) => (i < 500 ? 10 : 1));
    expect(neymanPearsonScore(scores, weights, rule)).toBeLessThan(850);
  });

  it("promises nothing with too few normal events", () => {
    expect(neymanPearsonScore(scores.slice(0, 40), new Float64Array(40).fill(1), rule)).toBeNull();
  });
});
