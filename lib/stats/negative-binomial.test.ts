import { expect, it } from "vitest";
import { logGamma } from "./log-gamma.ts";
import { marginOfTail, scoreOfMargin, tailOfMargin } from "./margin.ts";
import { negativeBinomialTail, priorFromStatement } from "./negative-binomial.ts";
import { nextDouble } from "./next-double.ts";
import { neymanPearsonLeast, neymanPearsonRank } from "./neyman-pearson.ts";

it("turns the statement about twenty failures into a prior that says just that", () => {
  const prior = priorFromStatement(0.5, 20, 1e-4);
  expect(negativeBinomialTail(20, prior)).toBeLessThanOrEqual(1e-4);
  expect(negativeBinomialTail(19, prior)).toBeGreaterThan(1e-4);
  expect(negativeBinomialTail(0, prior)).toBeCloseTo(1, 12);
  expect(marginOfTail(negativeBinomialTail(20, prior))).toBeGreaterThanOrEqual(Math.log(9999));
});

it("knows the gamma function at whole numbers and at a half", () => {
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  expect(() => logGamma(0)).toThrow(RangeError);
});

it("maps rarity to margin and score as the architecture says", () => {
  expect(scoreOfMargin(marginOfTail(0.01))).toBeCloseTo(50, 0);
  expect(scoreOfMargin(marginOfTail(1e-4))).toBeCloseTo(95.6, 1);
  expect(tailOfMargin(marginOfTail(0.2))).toBeCloseTo(0.2, 14);
  expect(marginOfTail(0)).toBe(marginOfTail(1e-9));
  expect(marginOfTail(1)).toBeCloseTo(-marginOfTail(0), 9);
});

it("says how many negatives a promise needs", () => {
  expect(neymanPearsonLeast(0.01, 0.05)).toBe(299);
  expect(neymanPearsonLeast(0.001, 0.05)).toBe(2995);
  expect(neymanPearsonRank(298, 0.01, 0.05)).toBeNull();
  expect(neymanPearsonRank(299, 0.01, 0.05)).toBe(299);
});

it("finds the next double on both sides of zero", () => {
  expect(nextDouble(1)).toBe(1 + Number.EPSILON);
  expect(nextDouble(-1)).toBe(-1 + Number.EPSILON / 2);
  expect(nextDouble(0)).toBe(Number.MIN_VALUE);
});
