import { expect, test } from "vitest";
import { testCard } from "../../testing/model-card.ts";
import { differenceOf, figureRows, formatFigure, formatInterval, sayOperatingPoint } from "./figure-words.ts";

const at = (recall: number | null, falseAlarms: number | null) => {
  const figure = (value: number | null) => ({ value, low: null, high: null });
  return { ...testCard().operatingPoint, recall: figure(recall), falsePositiveRate: figure(falseAlarms) };
};

test.each([
  [0.94, 0.0098, "Finds 94 of 100 attacks and reports 1 in 100 normal events."],
  [0.9962, 0.0031, "Finds 996 of 1,000 attacks and reports 1 in 320 normal events."],
  [1, 0.0005, "Finds 100 of 100 attacks and reports 1 in 2,000 normal events."],
  [0.0003, 0, "Finds fewer than 1 of 1,000 attacks and reports none of the normal events."],
  [0.99993, 0.5, "Finds more than 999 of 1,000 attacks and reports 1 in 2 normal events."],
  [null, null, "How many attacks it finds is not known; its false alarms are not known."],
])("recall %s at %s false alarms: %s", (recall, falseAlarms, sentence) => {
  expect(sayOperatingPoint(at(recall, falseAlarms))).toBe(sentence);
});

test("every figure of a card has its row", () => {
  expect(figureRows.map(({ key }) => key).sort()).toEqual(Object.keys(testCard().figures).sort());
});

const row = (key: string) => {
  const found = figureRows.find((one) => one.key === key);
  if (found === undefined) throw new Error(key);
  return found;
};
const figure = (value: number | null) => ({ value, low: null, high: null });

test.each([
  ["rocAuc", 0.95, 0.962, { text: "+0.012", better: true }],
  ["tprAtFpr1", 0.94, 0.9, { text: "−4.0 points", better: false }],
  ["calibrationError", 0.03, 0.01, { text: "−2.0 points", better: true }],
  ["brier", 0.02, 0.02004, { text: "same", better: null }],
  ["rocAuc", null, 0.9, null],
])("%s from %s to %s", (key, from, to, said) => {
  expect(differenceOf(row(key), figure(from), figure(to))).toEqual(said);
});

test("figures and intervals in their unit", () => {
  expect(formatFigure(0.9412, "share")).toBe("94.1 %");
  expect(formatFigure(0.9412, "plain")).toBe("0.941");
  expect(formatFigure(null, "plain")).toBe("none");
  expect(formatInterval({ value: 0.94, low: 0.91, high: 0.97 }, "share")).toBe("91.0 to 97.0 %");
  expect(formatInterval({ value: 0.94, low: null, high: null }, "share")).toBe("");
});
