import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rollingMoments, rollingVariance } from "./rolling-moments.ts";
import { rollingQuantile } from "./rolling-quantile.ts";
import { alphaOf, timeWeightedMean, weightedMoments } from "./weighted-moments.ts";
import { rowWindows, timeWindows } from "./window-bounds.ts";

const values = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -50, max: 50 }) }, fc.constant(Number.NaN)), {
    maxLength: 40,
  })
  .map((list) => Float64Array.from(list));

describe("rolling windows", () => {
  it("give what each window alone would give", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), fc.boolean(), (list, window, centered) => {
        const bounds = rowWindows(list.length, window, centered);
        const moments = rollingMoments(list, bounds, 1);
        const medians = rollingQuantile(list, bounds, { share: 0.5, minPeriods: 1 });
        const variances = rollingVariance(moments, 0);
        for (let row = 0; row < list.length; row += 1) {
          const inside = [...list.slice(bounds.starts[row], bounds.ends[row])].filter((value) => !Number.isNaN(value));
          if (inside.length === 0) {
            expect(moments.mean[row]).toBeNaN();
            expect(medians[row]).toBeNaN();
            continue;
          }
          const sum = inside.reduce((total, value) => total + value, 0);
          const mean = sum / inside.length;
          expect(moments.sum[row]).toBeCloseTo(sum, 9);
          expect(moments.least[row]).toBe(Math.min(...inside));
          expect(moments.largest[row]).toBe(Math.max(...inside));
          expect(variances[row]).toBeCloseTo(
            inside.reduce((total, v) => total + (v - mean) ** 2, 0) / inside.length,
            8,
          );
          const sorted = inside.sort((a, b) => a - b);
          const half = (sorted.length - 1) / 2;
          expect(medians[row]).toBe(((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2);
        }
      }),
    );
  });

  it("forget a huge value when it has left the window", () => {
    const list = Float64Array.of(1e16, 1, 2, 3, 4, 5);
    const moments = rollingMoments(list, rowWindows(6, 2), 2);
    expect([...moments.mean].slice(2)).toEqual([1.5, 2.5, 3.5, 4.5]);
    expect([...rollingVariance(moments, 1)].slice(2)).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it("leave out rows of the same moment where the right end is open, as pandas does", () => {
    const times = Float64Array.of(19, 20, 20, 38);
    expect([...timeWindows(times, 60, "left").ends]).toEqual([0, 1, 1, 3]);
    expect([...timeWindows(times, 60, "right").ends]).toEqual([1, 2, 3, 4]);
  });

  it("refuse times that fall and windows without rows", () => {
    expect(() => timeWindows(Float64Array.of(2, 1), 10)).toThrow("Times must not fall, row 1 does.");
    expect(() => timeWeightedMean(Float64Array.of(1, 1), Float64Array.of(2, 1), 10)).toThrow("Times must not fall");
    expect(() => rowWindows(3, 0)).toThrow("at least one row");
  });
});

describe("exponentially weighted moments", () => {
  it("are those of equal values, and between the least and the largest otherwise", () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), fc.boolean(), (list, alpha, adjust) => {
        const { mean, variance } = weightedMoments(list, { decay: { alpha }, adjust });
        let least = Infinity;
        let largest = -Infinity;
        for (let row = 0; row < list.length; row += 1) {
          if (!Number.isNaN(list[row])) {
            least = Math.min(least, list[row] ?? 0);
            largest = Math.max(largest, list[row] ?? 0);
          }
          if (largest < least) continue;
          expect(mean[row]).toBeGreaterThanOrEqual(least - 1e-9);
          expect(mean[row]).toBeLessThanOrEqual(largest + 1e-9);
          expect(variance[row]).toBeLessThanOrEqual(((largest - least) / 2) ** 2 + 1e-9);
        }
      }),
    );
  });

  it("take each way to say how fast the past fades", () => {
    expect(alphaOf({ span: 3 })).toBe(0.5);
    expect(alphaOf({ centerOfMass: 1 })).toBe(0.5);
    expect(alphaOf({ halfLife: 1 })).toBeCloseTo(0.5, 12);
    expect(() => alphaOf({ alpha: 1.5 })).toThrow("alpha in (0, 1]");
  });
});
