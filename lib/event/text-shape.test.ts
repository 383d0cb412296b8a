import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureText } from "./text-shape.ts";

describe("text shape", () => {
  it("counts what a person would count", () => {
    const shape = measureText("aB1-");
    expect(shape).toEqual({ length: 4, entropy: 2, digits: 0.25, upper: 0.25, symbols: 0.25 });
    expect(measureText("aaaa").entropy).toBe(0);
    expect(measureText("abab").entropy).toBe(1);
    expect(measureText("É٣ü漢").upper).toBe(0.25);
    expect(measureText("É٣ü漢")).toMatchObject({ digits: 0.25, symbols: 0 });
  });

  it("is missing for no text", () => {
    expect(measureText("").entropy).toBeNaN();
    expect(measureText(null).length).toBeNaN();
  });

  it("stays in bounds, depends on nothing measured before, and sees the end of a long text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        const shape = measureText(text);
        expect(shape.entropy).toBeGreaterThanOrEqual(0);
        expect(shape.entropy).toBeLessThanOrEqual(Math.log2(text.length) + 1e-9);
        expect(shape.digits + shape.upper + shape.symbols).toBeLessThanOrEqual(1 + 1e-9);
        expect(measureText(text)).toEqual(shape);
      }),
    );
    expect(measureText(`${"a".repeat(200_000)}!`).symbols).toBeGreaterThan(0);
  });

  it("agrees with the definition of entropy", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 2000 }), (text) => {
        const counts = new Map<string, number>();
        for (const unit of text.split("")) counts.set(unit, (counts.get(unit) ?? 0) + 1);
        const expected = [...counts.values()]
          .map((n) => n / text.length)
          .reduce((sum, share) => sum - share * Math.log2(share), 0);
        expect(measureText(text).entropy).toBeCloseTo(expected, 9);
      }),
    );
  });
});
