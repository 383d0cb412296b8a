import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { fitIsotonic, isotonicValue } from "../../stats/isotonic.ts";
import { logistic } from "../../stats/linear/logistic.ts";
import { expectedCalibrationError } from "../../stats/metrics/calibration-error.ts";
import { createRandom } from "../../stats/random.ts";
import { type Calibration, calibrated } from "./calibration.ts";
import { fitBeta } from "./fit-beta.ts";
import { fitCalibration, fitIsotonicCalibration } from "./fit-calibration.ts";
import { fitPlatt } from "./fit-platt.ts";

/** Labels drawn from a known curve, and scores that say too much (twice the logit). */
function overconfident(seed: string, rows: number) {
  const random = createRandom(seed);
  const labels = new Uint8Array(rows);
  const scores = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const raw = 1.5 * drawNormal(random) - 1;
    labels[row] = Number(random.fraction() < logistic(raw));
    scores[row] = logistic(2 * raw);
  }
  return { labels, scores };
}

const labelled = fc.array(fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), attack: fc.boolean() }), {
  minLength: 2,
  maxLength: 60,
});

describe("calibration", () => {
  it.each(["platt", "beta", "isotonic"] as const)(
    "%s brings overconfident scores within 0.02 on other rows",
    (kind) => {
      const train = overconfident("train", 12_000);
      const test = overconfident("test", 12_000);
      expect(expectedCalibrationError(test)).toBeGreaterThan(0.05);
      const calibration: Calibration =
        kind === "platt" ? fitPlattOnLogits(train) : kind === "beta" ? fitBeta(train) : fitCalibration(train, false);
      expect(calibration.kind).toBe(kind);
      const input = kind === "platt" ? test.scores.map(logitOf) : test.scores;
      const probabilities = input.map((score) => calibrated(calibration, score));
      expect(expectedCalibrationError({ labels: test.labels, scores: probabilities })).toBeLessThan(0.02);
    },
  );

  it("chooses by the number of attacks, and never steps for a blend", () => {
    const few = overconfident("few", 900);
    expect(fitCalibration(few, false).kind).toBe("beta");
    expect(fitCalibration(overconfident("many", 12_000), true).kind).toBe("beta");
  });

  it("never falls where the score rises, whatever the labels say", () => {
    fc.assert(
      fc.property(labelled, (rows) => {
        const input = {
          labels: Uint8Array.from(rows, (row) => Number(row.attack)),
          scores: Float64Array.from(rows, (row) => row.score),
        };
        for (const calibration of [fitBeta(input), fitIsotonicCalibration(input)]) {
          let before = 0;
          for (let step = 0; step <= 20; step += 1) {
            const p = calibrated(calibration, step / 20);
            expect(p).toBeGreaterThanOrEqual(before - 1e-12);
            expect(p).toBeLessThanOrEqual(1);
            before = p;
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it("keeps Platt's slope finite where scores separate the classes", () => {
    const platt = fitPlatt({ labels: Uint8Array.of(0, 0, 1, 1), scores: Float64Array.of(1000, 2000, 8000, 9000) });
    expect(calibrated(platt, 9000)).toBeLessThan(0.99);
    expect(calibrated(platt, 9000)).toBeGreaterThan(0.6);
  });

  it("refuses scores that are none", () => {
    const labels = Uint8Array.of(0, 1);
    expect(() => fitPlatt({ labels, scores: Float64Array.of(Number.NaN, 1) })).toThrow("finite scores");
    expect(() => fitBeta({ labels, scores: Float64Array.of(2, 1) })).toThrow("between 0 and 1");
    expect(() => fitPlatt({ labels, scores: Float64Array.of(1) })).toThrow("as many labels");
  });
});

describe("isotonic fit", () => {
  const points = fc.array(fc.record({ at: fc.nat(20), target: fc.nat(10), weight: fc.integer({ min: 1, max: 4 }) }), {
    minLength: 1,
    maxLength: 30,
  });

  it("rises, keeps the weighted mean, and changes nothing that rises already", () => {
    fc.assert(
      fc.property(points, (list) => {
        const input = {
          at: Float64Array.from(list, (point) => point.at),
          targets: Float64Array.from(list, (point) => point.target),
          weights: Float64Array.from(list, (point) => point.weight),
        };
        const curve = fitIsotonic(input);
        for (let i = 1; i < curve.values.length; i += 1) {
          expect(curve.values[i]).toBeGreaterThanOrEqual(curve.values[i - 1] ?? 0);
        }
        const fitted = input.at.map((at) => isotonicValue(curve, at));
        const total = (values: Float64Array) =>
          values.reduce((sum, value, i) => sum + value * (input.weights[i] ?? 0), 0);
        expect(total(fitted)).toBeCloseTo(total(input.targets), 8);
        const again = fitIsotonic({ ...input, targets: fitted });
        for (const at of input.at) expect(isotonicValue(again, at)).toBeCloseTo(isotonicValue(curve, at), 9);
      }),
    );
  });
});

function logitOf(score: number): number {
  return Math.log(score / (1 - score));
}

function fitPlattOnLogits(rows: { labels: Uint8Array; scores: Float64Array }): Calibration {
  return fitPlatt({ labels: rows.labels, scores: rows.scores.map(logitOf) });
}
