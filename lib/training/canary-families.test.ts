import { expect, it } from "vitest";
import { featureCount } from "../features/feature-table.ts";
import { guardInputSchema } from "../thresholds/guard-input.ts";
import { canaryFamilies } from "./canary-families.ts";

it("known attacks come in several families, as the guard reads them", () => {
  const families = canaryFamilies({ hours: 1, meanGapMs: 150_000 });
  expect(families.length).toBeGreaterThanOrEqual(3);
  for (const { vectors } of families) {
    expect(vectors.length).toBeGreaterThanOrEqual(20);
    expect(vectors.every((vector) => vector.length === featureCount)).toBe(true);
  }
  expect(guardInputSchema.safeParse({ kind: "canaries", families }).success).toBe(true);
});
