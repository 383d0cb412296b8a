import { describe, expect, it } from "vitest";
import { z } from "zod";
import { adaptiveLevel, startLevel } from "../../lib/thresholds/adapt/adaptive-conformal.ts";
import { controlThreshold, startControl, stepControl } from "../../lib/thresholds/adapt/conformal-control.ts";
import { WindowQuantile } from "../../lib/thresholds/adapt/window-quantile.ts";
import { conformalPValue } from "../../lib/thresholds/choose/conformal-p-value.ts";
import { controlRisk } from "../../lib/thresholds/choose/miss-bound.ts";
import { encodedNumbers } from "./encoded-number.ts";
import { expectClose } from "./golden-metric.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "conformal.json";
const numbers = z.array(z.number());
const shape = z.object({
  split: z.object({ cal: numbers, query: numbers, p: numbers }),
  crc: z.object({
    lambdas: numbers,
    risk: numbers,
    n: z.number(),
    B: z.number(),
    lambda_hat: z.record(z.string(), z.number().nullable()),
  }),
  aci: z.object({ scores: numbers, a: z.number(), g: z.number(), window: z.number(), rows: z.array(encodedNumbers) }),
  quantile_tracking: z.object({
    scores: numbers,
    a: z.number(),
    eta: z.number(),
    q0: z.number(),
    rows: z.array(encodedNumbers),
  }),
});

describe.skipIf(!hasVectors(file))(file, () => {
  const golden = shape.parse(readVectors(file));

  it("equals the split p-values", () => {
    const sorted = Float64Array.from(golden.split.cal).sort();
    expectClose(
      golden.split.query.map((score) => conformalPValue(sorted, score)),
      golden.split.p,
    );
  });

  it("equals the controlled risks", () => {
    const { lambdas, risk, n, B, lambda_hat } = golden.crc;
    const curve = { lambdas: Float64Array.from(lambdas), risks: Float64Array.from(risk), examples: n, largestLoss: B };
    for (const [alpha, expected] of Object.entries(lambda_hat)) {
      expect(controlRisk(curve, Number(alpha)), `alpha ${alpha}`).toBe(expected);
    }
  });

  it("equals adaptive conformal inference over a window", () => {
    const { scores, a, g, window: length, rows } = golden.aci;
    const window = new WindowQuantile(length);
    for (const score of scores.slice(0, length)) window.add(score);
    let state = startLevel(a, g);
    const found = scores.slice(length).map((score) => {
      const threshold = window.threshold(state.level);
      const row = [state.level, threshold, Number(score > threshold)];
      state = adaptiveLevel(state, score > threshold);
      window.add(score);
      return row;
    });
    expectClose(found, rows);
  });

  it("equals quantile tracking", () => {
    const { scores, a, eta, q0, rows } = golden.quantile_tracking;
    let state = startControl({ target: a, gain: eta, integral: null, from: q0 });
    const found = scores.map((score) => {
      const threshold = controlThreshold(state);
      state = stepControl(state, score > threshold);
      return [threshold, Number(score > threshold)];
    });
    expectClose(found, rows);
  });
});
