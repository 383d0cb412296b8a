import { expect, test } from "vitest";
import { timeLeft } from "./time-left.ts";

test("time that is left is rounded up: what has not ended never ends in nothing", () => {
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  expect([1, minute, 119 * minute, 2 * hour + 1, 47 * hour, 6.2 * day].map(timeLeft)).toEqual([
    "1 minute",
    "1 minute",
    "119 minutes",
    "3 hours",
    "47 hours",
    "7 days",
  ]);
});
