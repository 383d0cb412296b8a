import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestPointWithin, operatingPoint, recallByGroup } from "./operating-point.ts";
import { rocCurve } from "./roc-curve.ts";

const input = {
  labels: Uint8Array.of(0, 0, 0, 0, 1, 1, 1),
  scores: Float64Array.of(1, 2, 3, 6, 2, 5, 7),
};

describe("operating point", () => {
  it("says what a threshold leads to; a score on it is flagged", () => {
    expect(operatingPoint(input, 5)).toEqual({
      threshold: 5,
      falsePositiveRate: 1 / 4,
      recall: 2 / 3,
      precision: 2 / 3,
      accuracy: 5 / 7,
      flagged: 3,
    });
    expect(operatingPoint(input, Infinity).precision).toBeNaN();
  });

  it("is the best within a false-alarm rate that the curve has", () => {
    const row = fc.record({ attack: fc.boolean(), score: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.double({ min: 0, max: 1, noNaN: true }), (rows, limit) => {
        const all = [...rows, { attack: true, score: 5 }, { attack: false, score: 4 }];
        const scored = {
          labels: Uint8Array.from(all, (each) => Number(each.attack)),
          scores: Float64Array.from(all, (each) => each.score),
        };
        const curve = rocCurve(scored, false).value;
        let best = 0;
        for (const [i, rate] of curve.falsePositiveRate.entries()) {
          if (rate <= limit) best = Math.max(best, curve.truePositiveRate[i] ?? 0);
        }
        const point = bestPointWithin(scored, limit);
        expect(point.recall).toBeCloseTo(best, 12);
        expect(point.falsePositiveRate).toBeLessThanOrEqual(limit);
      }),
    );
    expect(bestPointWithin(input, 0).threshold).toBe(7);
  });

  it("counts attacks by group, and no normal row", () => {
    const groups = Int32Array.of(0, 0, 0, 0, 2, 1, 1);
    expect(recallByGroup(input, groups, 5)).toEqual([
      { group: 1, attacks: 2, flagged: 2 },
      { group: 2, attacks: 1, flagged: 0 },
    ]);
  });
});
