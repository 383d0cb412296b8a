import fc from "fast-check";
import { expect, test } from "vitest";
import { labelRows } from "./label-rows.ts";

test("labels that would lie on each other stand one above the other, and come down again where there is room", () => {
  expect(labelRows([], 64)).toEqual([]);
  expect(labelRows([0, 64, 128], 64)).toEqual([0, 0, 0]);
  expect(labelRows([0, 8, 16, 70, 75], 64)).toEqual([0, 1, 2, 0, 1]);
});

test("no two labels of a row overlap", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2000 })), fc.integer({ min: 1, max: 200 }), (places, width) => {
      const lefts = places.toSorted((a, b) => a - b);
      const rows = labelRows(lefts, width);
      for (const row of new Set(rows)) {
        const own = lefts.filter((_, i) => rows[i] === row);
        own.slice(1).forEach((left, i) => {
          expect(left - (own[i] ?? 0)).toBeGreaterThanOrEqual(width);
        });
      }
    }),
  );
});
