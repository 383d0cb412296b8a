import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countScore,
  createHistogram,
  decodeHistogram,
  encodeHistogram,
  histogramQuantile,
  mergeHistogram,
  type ScoreHistogram,
} from "./score-histogram.ts";

const scores = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 300 });

function histogramOf(values: readonly number[]): ScoreHistogram {
  const histogram = createHistogram();
  for (const value of values) countScore(histogram, value);
  return histogram;
}

/** Nearest rank over the rounded values, the long way. */
function quantileOf(values: readonly number[], share: number): number | null {
  const sorted = values.map((value) => Math.round(value * 10)).sort((a, b) => a - b);
  const found = sorted[Math.ceil(share * sorted.length) - 1];
  return found === undefined ? null : found / 10;
}

describe("score histogram", () => {
  it("gives the nearest-rank quantile of the scores rounded to 0.1", () => {
    fc.assert(
      fc.property(scores, fc.constantFrom(0.01, 0.5, 0.95, 0.99, 1), (values, share) => {
        expect(histogramQuantile(histogramOf(values), share)).toBe(quantileOf(values, share));
      }),
    );
  });

  it("of two parts merged is the histogram of both", () => {
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        const merged = histogramOf(a);
        mergeHistogram(merged, histogramOf(b));
        expect(merged).toEqual(histogramOf([...a, ...b]));
      }),
      { numRuns: 20 },
    );
  });

  it("survives being written and read", () => {
    fc.assert(
      fc.property(scores, (values) => {
        const histogram = histogramOf(values);
        expect(decodeHistogram(encodeHistogram(histogram))).toEqual({ ok: true, histogram });
      }),
      { numRuns: 20 },
    );
  });

  it("keeps counts of a busy hour", () => {
    const histogram = createHistogram();
    countScore(histogram, 12.3, 4_000_000_000);
    countScore(histogram, 100, 1);
    expect(decodeHistogram(encodeHistogram(histogram))).toEqual({ ok: true, histogram });
  });

  it("counts no event that has no score", () => {
    expect(histogramOf([Number.NaN]).total).toBe(0);
    expect(histogramQuantile(histogramOf([Number.NaN]), 0.5)).toBeNull();
  });

  it.each([
    { bytes: [0x85], because: "middle" },
    { bytes: [1], because: "middle" },
    { bytes: [0xff, 0x7f, 1], because: "above 100" },
  ])("refuses bytes that are no histogram: $bytes", ({ bytes, because }) => {
    const decoded = decodeHistogram(Uint8Array.from(bytes));
    expect(decoded).toEqual({ ok: false, reason: expect.stringContaining(because) });
  });

  it("refuses a share that is none", () => {
    expect(() => histogramQuantile(histogramOf([1]), 0)).toThrow(RangeError);
  });
});
