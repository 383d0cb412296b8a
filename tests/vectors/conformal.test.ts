import { describe, expect, it } from "vitest";
import { z } from "zod";
import { conformalPValue } from "../../lib/thresholds/choose/conformal-p-value.ts";
import { controlRisk } from "../../lib/thresholds/choose/miss-bound.ts";
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
});
