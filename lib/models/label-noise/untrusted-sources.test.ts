import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capSources } from "./cap-sources.ts";
import { refuseHarmfulBatches } from "./refuse-harmful-batches.ts";

const totalOf = (weights: Float64Array) => weights.reduce((sum, weight) => sum + weight, 0);

describe("the cap on sources", () => {
  const rows = fc.array(
    fc.record({ source: fc.integer({ min: 0, max: 8 }), weight: fc.double({ min: 0.01, max: 50, noNaN: true }) }),
    { minLength: 1, maxLength: 80 },
  );
  const share = fc.double({ min: 0.02, max: 1, noNaN: true });

  it("leaves no source more than its share, and takes nothing from the others", () => {
    fc.assert(
      fc.property(rows, share, (given, mostShare) => {
        const sources = Int32Array.from(given, ({ source }) => source);
        const before = Float64Array.from(given, ({ weight }) => weight);
        const { weights, capped, holds } = capSources({ sources, weights: before, mostShare });
        const names = new Set(sources);
        const totals = [...names].map((name) => totalOf(weights.filter((_, row) => sources[row] === name)));
        const most = Math.max(...totals);
        if (holds) expect(most).toBeLessThanOrEqual(mostShare * totalOf(weights) * (1 + 1e-9));
        else {
          expect(names.size * mostShare).toBeLessThan(1 + 1e-9);
          expect(most - Math.min(...totals)).toBeLessThan(1e-9 * most);
        }
        for (const [row, source] of sources.entries()) {
          if (!capped.includes(source)) expect(weights[row]).toBe(before[row]);
          else expect(weights[row]).toBeLessThan(before[row] ?? 0);
        }
      }),
    );
  });

  it("does not depend on how loud the loudest is, once it is held", () => {
    const cap = (loud: number) => {
      const sources = Int32Array.from({ length: loud + 40 }, (_, row) => (row < loud ? 9 : row % 4));
      return capSources({ sources, mostShare: 0.3 });
    };
    expect(totalOf(cap(100).weights)).toBeCloseTo(totalOf(cap(5000).weights), 6);
    expect(cap(100).capped).toEqual([9]);
    expect(cap(10)).toMatchObject({ capped: [], holds: true });
  });

  it("refuses shares and weights that cannot be", () => {
    const sources = Int32Array.of(0, 1);
    expect(() => capSources({ sources, mostShare: 0 })).toThrow("(0, 1]");
    expect(() => capSources({ sources, mostShare: 1, weights: Float64Array.of(1) })).toThrow("as many weights");
    expect(() => capSources({ sources, mostShare: 1, weights: Float64Array.of(1, -1) })).toThrow("not below 0");
  });
});

describe("batches of verdicts", () => {
  /** Quality is .9 and the sum of what the batches do to it. */
  const judge = (batches: readonly number[], tolerance = 0.01) =>
    refuseHarmfulBatches({
      batches,
      tolerance,
      quality: (kept) => 0.9 + kept.reduce((sum, effect) => sum + effect, 0),
    });

  it("are refused where they do harm, and those after them are judged without them", () => {
    const verdicts = judge([0.02, -0.2, 0.01, -0.005]);
    expect(verdicts.map(({ accepted }) => accepted)).toEqual([true, false, true, true]);
    expect(verdicts[2]?.before).toBeCloseTo(0.92);
    expect(verdicts[3]?.before).toBeCloseTo(0.93);
  });

  it("cost no more than the tolerance, all of them together", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -0.02, max: 0.02, noNaN: true })), (effects) => {
        const verdicts = judge(effects);
        const kept = verdicts.filter(({ accepted }) => accepted);
        const last = kept.at(-1)?.after ?? 0.9;
        const best = Math.max(0.9, ...kept.map(({ after }) => after));
        expect(last).toBeGreaterThanOrEqual(best - 0.01);
      }),
    );
    const creeping = judge(Array.from({ length: 100 }, () => -0.009));
    expect(creeping.filter(({ accepted }) => accepted).length).toBe(1);
  });

  it("are refused where no model can be had with them", () => {
    const quality = (batches: readonly string[]) => (batches.includes("broken") ? Number.NaN : 0.9);
    const verdicts = refuseHarmfulBatches({ batches: ["broken", "whole"], tolerance: 0, quality });
    expect(verdicts.map(({ accepted }) => accepted)).toEqual([false, true]);
    expect(() => refuseHarmfulBatches({ batches: [], tolerance: 0, quality: () => Number.NaN })).toThrow("no quality");
    expect(() => judge([], -1)).toThrow("tolerance");
  });
});
