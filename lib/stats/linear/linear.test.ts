import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawNormal } from "../draw.ts";
import { createRandom } from "../random.ts";
import { logistic, logit, softplus } from "./logistic.ts";
import { solvePositiveDefinite } from "./solve-positive-definite.ts";

describe("logistic", () => {
  it("is undone by the logit, and overflows nowhere", () => {
    fc.assert(
      fc.property(fc.double({ min: -25, max: 25, noNaN: true }), (x) => {
        expect(logit(logistic(x))).toBeCloseTo(x, 3);
        expect(softplus(x) - softplus(-x)).toBeCloseTo(x, 9);
      }),
    );
    expect([logistic(-1000), logistic(1000), softplus(1000)]).toEqual([0, 1, 1000]);
    expect(Number.isFinite(logit(0)) && Number.isFinite(logit(1))).toBe(true);
  });
});

describe("solvePositiveDefinite", () => {
  it("solves what it is given", () => {
    const random = createRandom("solve");
    for (let size = 1; size <= 12; size += 1) {
      const factor = Float64Array.from({ length: size * size }, () => drawNormal(random));
      const at = (row: number, column: number) =>
        Array.from({ length: size }, (_, k) => (factor[row * size + k] ?? 0) * (factor[column * size + k] ?? 0)).reduce(
          (sum, value) => sum + value,
          row === column ? 0.5 : 0,
        );
      const matrix = Float64Array.from({ length: size * size }, (_, i) => at(Math.floor(i / size), i % size));
      const wanted = Float64Array.from({ length: size }, (_, i) => i - 2);
      const right = wanted.map((_, row) => wanted.reduce((sum, x, k) => sum + x * (matrix[row * size + k] ?? 0), 0));
      const found = solvePositiveDefinite(matrix, right);
      for (const [i, value] of found.entries()) expect(value).toBeCloseTo(wanted[i] ?? 0, 6);
    }
  });

  it("leaves out a column that says what another says", () => {
    const found = solvePositiveDefinite(Float64Array.of(2, 2, 2, 2), Float64Array.of(4, 4));
    expect((found[0] ?? 0) + (found[1] ?? 0)).toBeCloseTo(2, 9);
  });
});
