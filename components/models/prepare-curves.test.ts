import { expect, test } from "vitest";
import { testCard } from "../../testing/model-card.ts";
import { leastPower, operatingPlaces, powerWords, precisionCurve, rocCurve, shareWords } from "./prepare-curves.ts";

test("the ROC curve begins at the left end of its axis and goes up to all attacks at all false alarms", () => {
  const roc = [
    { falsePositiveRate: 0, recall: 0 },
    { falsePositiveRate: 0, recall: 0.4 },
    { falsePositiveRate: 0.00002, recall: 0.5 },
    { falsePositiveRate: 0.01, recall: 0.9 },
    { falsePositiveRate: 1, recall: 1 },
  ];
  expect(rocCurve({ roc })).toEqual([
    { x: leastPower, y: 0.5 },
    { x: -2, y: 0.9 },
    { x: 0, y: 1 },
  ]);
});

test("curves ascend along their axis, whatever the order of a card", () => {
  const card = testCard();
  const curves = [
    rocCurve({ roc: card.roc.toReversed() }),
    precisionCurve({ precisionRecall: card.precisionRecall.toReversed() }),
  ];
  for (const curve of curves)
    expect(curve.map(({ x }) => x)).toEqual(curve.map(({ x }) => x).toSorted((a, b) => a - b));
});

test("the operating point lies where its figures say, and nowhere without them", () => {
  const card = testCard();
  const { roc, precision } = operatingPlaces(card);
  expect(roc?.x).toBeCloseTo(Math.log10(0.0098), 12);
  expect(precision).toEqual({ x: card.operatingPoint.recall.value, y: 0.53 });
  const unknown = { ...card.operatingPoint, recall: { value: null, low: null, high: null } };
  expect(operatingPlaces({ operatingPoint: unknown })).toEqual({ roc: null, precision: null });
});

test("places are named in percent", () => {
  expect([-4, -3, -2, -1, 0].map(powerWords)).toEqual(["0.01 %", "0.1 %", "1 %", "10 %", "100 %"]);
  expect([0, 0.0312, 1].map(shareWords)).toEqual(["0 %", "3.12 %", "100 %"]);
});
