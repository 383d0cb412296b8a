import { expect, it } from "vitest";
import { HourOfWeek } from "./hour-of-week.ts";

const hour = 3_600_000;
const monday = Date.UTC(2026, 0, 5);

function officeWorker(weeks: number): HourOfWeek {
  const hours = new HourOfWeek();
  hours.grow(1);
  hours.clear(0);
  for (let day = 0; day < weeks * 7; day += 1) {
    if (day % 7 >= 5) continue;
    for (let h = 8; h < 17; h += 1) hours.learn(0, monday + day * 24 * hour + h * hour + 1);
  }
  return hours;
}

it("is surprised by the night and not by office hours", () => {
  const hours = officeWorker(8);
  const nextTuesday = monday + (8 * 7 + 1) * 24 * hour;
  expect(hours.surprise(0, nextTuesday + 10 * hour, monday)).toBeLessThan(0.5);
  expect(hours.surprise(0, nextTuesday + 3 * hour, monday)).toBeGreaterThan(3);
});

it("says nothing in the first two days, and little soon after", () => {
  const hours = officeWorker(1);
  expect(hours.surprise(0, monday + 47 * hour, monday)).toBeNaN();
  expect(hours.surprise(0, monday + 75 * hour, monday)).toBeLessThan(0.5);
});
