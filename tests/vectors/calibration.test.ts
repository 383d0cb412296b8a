import { describe, expect, it } from "vitest";
import { z } from "zod";
import { calibrated } from "../../lib/models/calibration/calibration.ts";
import { fitBeta } from "../../lib/models/calibration/fit-beta.ts";
import { fitPlatt } from "../../lib/models/calibration/fit-platt.ts";
import { fitIsotonic, isotonicValue } from "../../lib/stats/isotonic.ts";
import { encodedNumbers } from "./encoded-number.ts";
import { expectClose } from "./golden-metric.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "calibration.json";
const betaFile = "beta_calibration.json";
const numbers = z.array(z.number());

const isotonic = z.object({
  x: numbers,
  y: numbers,
  sample_weight: numbers.nullable(),
  increasing: z.boolean(),
  out_of_bounds: z.enum(["clip", "nan"]),
  X_thresholds_: numbers,
  y_thresholds_: numbers,
  query: numbers,
  predict: encodedNumbers,
});
const shape = z.object({
  plain: isotonic,
  weighted: isotonic,
  decreasing: isotonic,
  oob_nan: isotonic,
  sigmoid_platt: z.object({
    decision: numbers,
    y: numbers,
    A: z.number(),
    B: z.number(),
    query: numbers,
    predict: numbers,
    weighted: z.object({ sample_weight: numbers, A: z.number(), B: z.number() }),
  }),
});

describe.skipIf(!hasVectors(file))(file, () => {
  const { sigmoid_platt: platt, ...curves } = shape.parse(readVectors(file));

  it.each(Object.entries(curves))("equals scikit-learn's isotonic fit: %s", (_, golden) => {
    const curve = fitIsotonic({
      at: Float64Array.from(golden.x),
      targets: Float64Array.from(golden.y),
      weights: golden.sample_weight ? Float64Array.from(golden.sample_weight) : undefined,
      increasing: golden.increasing,
    });
    expectClose(curve.at, golden.X_thresholds_);
    expectClose(curve.values, golden.y_thresholds_);
    const found = golden.query.map((x) => isotonicValue(curve, x, golden.out_of_bounds));
    expectClose(found, golden.predict);
  });

  it("equals its sigmoid, with weights and without", () => {
    const input = { labels: Uint8Array.from(platt.y), scores: Float64Array.from(platt.decision) };
    const plain = fitPlatt(input);
    expect(plain.slope).toBeCloseTo(platt.A, 4);
    expect(plain.intercept).toBeCloseTo(platt.B, 4);
    for (const [i, x] of platt.query.entries()) expect(calibrated(plain, x)).toBeCloseTo(platt.predict[i] ?? -1, 4);
    const weighted = fitPlatt({ ...input, weights: Float64Array.from(platt.weighted.sample_weight) });
    expect(weighted.slope).toBeCloseTo(platt.weighted.A, 4);
    expect(weighted.intercept).toBeCloseTo(platt.weighted.B, 4);
  });
});

describe.skipIf(!hasVectors(betaFile))(betaFile, () => {
  const golden = z
    .object({ s: numbers, y: numbers, a: z.number(), b: z.number(), c: z.number(), neg_log_likelihood: z.number() })
    .parse(readVectors(betaFile));

  it("has the greatest likelihood", () => {
    const beta = fitBeta({ labels: Uint8Array.from(golden.y), scores: Float64Array.from(golden.s) });
    expect(beta.a).toBeCloseTo(golden.a, 4);
    expect(beta.b).toBeCloseTo(golden.b, 4);
    expect(beta.c).toBeCloseTo(golden.c, 4);
    const loss = golden.s.reduce((sum, score, row) => {
      const p = calibrated(beta, score);
      return sum - Math.log(golden.y[row] === 1 ? p : 1 - p);
    }, 0);
    expect(Math.abs(loss / golden.neg_log_likelihood - 1)).toBeLessThan(1e-7);
  });
});
