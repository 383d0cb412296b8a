import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FeatureMatrix, takeRows } from "./matrix.ts";

const matrix: FeatureMatrix = {
  rows: 4,
  names: ["bytes", "protocol"],
  columns: [Float64Array.of(10, Number.NaN, 30, 40), Float64Array.of(0, 1, 2, 1)],
  categories: [0, 3],
};

describe("takeRows", () => {
  it("keeps names and categories, the order asked for, repetitions and missing values", () => {
    expect(takeRows(matrix, Int32Array.of(3, 1, 1))).toEqual({
      rows: 3,
      names: ["bytes", "protocol"],
      columns: [Float64Array.of(40, Number.NaN, Number.NaN), Float64Array.of(1, 1, 1)],
      categories: [0, 3],
    });
  });

  it("taking twice is taking the taken", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1 }), fc.array(fc.nat(99)), (first, second) => {
        const outer = Int32Array.from(first);
        const inner = Int32Array.from(second, (place) => place % first.length);
        const composed = inner.map((place) => outer[place] ?? -1);
        expect(takeRows(takeRows(matrix, outer), inner)).toEqual(takeRows(matrix, composed));
      }),
    );
  });

  it("refuses an index that is no row", () => {
    expect(() => takeRows(matrix, Int32Array.of(0, 4))).toThrow("Row 4 is not one of 4.");
    expect(() => takeRows(matrix, Int32Array.of(-1))).toThrow(RangeError);
  });
});
