import { expect, test } from "vitest";
import { formatLease, formatTimeLeft } from "./format-time-left.ts";

test.each([
  [59_400, "1:00"],
  [61_000, "1:01"],
  [3_599_000, "59:59"],
  [3_900_000, "1 h 05 min"],
  [90_000_000, "1 d 1 h"],
  [0, "0:00"],
  [-5000, "0:00"],
])("%d ms left reads %s", (ms, text) => {
  expect(formatTimeLeft(ms)).toBe(text);
});

test.each([
  [60, "1 min"],
  [90, "90 s"],
  [14_400, "4 h"],
  [604_800, "7 d"],
])("a lease of %d s reads %s", (seconds, text) => {
  expect(formatLease(seconds)).toBe(text);
});
