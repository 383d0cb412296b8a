import { expect, test } from "vitest";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { axisMarginOf, axisMargins, axisScores } from "./score-axis.ts";

test("the axis turns a score back into its margin", () => {
  for (const score of axisScores) expect(scoreOfMargin(axisMarginOf(score))).toBeCloseTo(score, 9);
});

test("what lies beyond the axis is drawn at its ends", () => {
  expect(axisMarginOf(0)).toBe(axisMargins[0]);
  expect(axisMarginOf(100)).toBe(axisMargins[1]);
});
