import { expect, test } from "vitest";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { formatOneIn, marginOfOneIn, marginOfPlace, marginOfScore, oneInOf, placeOfMargin } from "./margin-scale.ts";

test("places, scores and counts lead back to their margin", () => {
  for (const margin of [0.5, 4.6, 9.21, 13]) {
    expect(marginOfPlace(placeOfMargin(margin))).toBeCloseTo(margin, 9);
    expect(marginOfScore(scoreOfMargin(margin))).toBeCloseTo(margin, 9);
    expect(marginOfOneIn(oneInOf(margin))).toBeCloseTo(margin, 9);
  }
});

test("what lies beyond the scale stands at its end", () => {
  expect([placeOfMargin(-3), placeOfMargin(20)]).toEqual([0, 1]);
});

test("rarity is said in round numbers", () => {
  expect(formatOneIn(Math.log(9999))).toBe("1 in 10,000");
  expect(formatOneIn(4.6)).toBe("1 in 100");
});
