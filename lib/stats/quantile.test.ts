import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantile } from "./quantile.ts";

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("quantile", () => {
  it("lies within the values, rises with the share and turns with the sign", () => {
    fc.assert(
      fc.property(numbers, share, share, (list, first, second) => {
        const values = Float64Array.from(list);
        const low = quantile(values, Math.min(first, second));
        const high = quantile(values, Math.max(first, second));
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low).toBeGreaterThanOrEqual(Math.min(...list));
        expect(high).toBeLessThanOrEqual(Math.max(...list));
        const turned = quantile(
          values.map((value) => -value),
          1 - first,
        );
        expect(turned).toBeCloseTo(-quantile(values, first), 4);
      }),
    );
  });

  it("says when it has no answer", () => {
    expect(quantile(Float64Array.of(1, Number.NaN, 3), 0.5)).toBeNaN();
    expect(() => quantile(new Float64Array(0), 0.5)).toThrow("A quantile needs at least one value.");
    expect(() => quantile(Float64Array.of(1), 1.5)).toThrow("Quantiles must be in the range [0, 1], got 1.5.");
  });
});
