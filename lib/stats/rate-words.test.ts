import { expect, test } from "vitest";
import { rateWords } from "./rate-words.ts";

test.each([
  [0, "0"],
  [0.44, "0.4"],
  [9.96, "10"],
  [12.4, "12"],
  [192.3, "192"],
  [12_345.6, "12,346"],
  [-0.44, "-0.4"],
  [-192.3, "-192"],
])("%f is said as %s", (value, words) => {
  expect(rateWords(value)).toBe(words);
});
