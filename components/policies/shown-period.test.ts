import { expect, test } from "vitest";
import { shownPeriod } from "./shown-period.ts";

test("an hour and longer is told by the day, a minute as it was", () => {
  const hourMs = 3_600_000;
  expect(shownPeriod({ from: 0, to: 48 * hourMs })).toEqual({ days: 2, isPerDay: true });
  expect(shownPeriod({ from: 0, to: hourMs })).toEqual({ days: 1 / 24, isPerDay: true });
  expect(shownPeriod({ from: 0, to: 60_000 })).toEqual({ days: 1, isPerDay: false });
});
