import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalQuantile } from "./normal-quantile.ts";
import { fitRobustScale, fitStandardScale, scaled } from "./scalers.ts";

/** In steps of 1/64: values that differ by rounding alone count as constant, rightly. */
const column = fc
  .array(fc.integer({ min: -64_000, max: 64_000 }), { minLength: 2, maxLength: 40 })
  .map((list) => Float64Array.from(list, (value) => value / 64));

describe("scalers", () => {
  it("bring a column to mean 0 and variance 1, or to 0 where it is constant", () => {
    fc.assert(
      fc.property(column, (values) => {
        const again = fitStandardScale(scaled(values, fitStandardScale(values).value)).value;
        expect(again.center).toBeCloseTo(0, 6);
        if (new Set(values).size > 1) expect(again.scale).toBeCloseTo(1, 3);
      }),
    );
  });

  it("keep a robust scale where one value runs away", () => {
    const usual = Float64Array.from({ length: 101 }, (_, i) => i);
    const wild = usual.map((value) => (value === 100 ? 1e9 : value));
    expect(fitRobustScale(wild).value).toEqual(fitRobustScale(usual).value);
  });
});

describe("normalQuantile", () => {
  it("equals published values, and turns with the share", () => {
    const known = [
      [1e-300, -37.0470962993612],
      [1e-20, -9.262340089798405],
      [1e-5, -4.2648907939228256],
      [0.01, -2.3263478740408408],
      [0.3, -0.5244005127080407],
      [0.8, 0.8416212335729144],
      [0.975, 1.9599639845400536],
      [0.9999999, 5.199337582290662],
    ] as const;
    for (const [share, value] of known) expect(Math.abs(normalQuantile(share) / value - 1)).toBeLessThan(1e-14);
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0)).toBe(-Infinity);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1023 }), (k) => {
        expect(normalQuantile(k / 1024)).toBeCloseTo(-normalQuantile(1 - k / 1024), 12);
      }),
    );
    expect(() => normalQuantile(1.1)).toThrow("between 0 and 1");
  });
});
