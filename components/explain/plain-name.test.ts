import { expect, test } from "vitest";
import { plainName } from "./plain-name.ts";

test.each([
  ["originFailures10m", "origin failures 10m"],
  ["failure-burst", "failure burst"],
  ["sourceUsualBytes1dLn", "source usual bytes 1d (log)"],
  ["family", "family"],
])("%s is %s", (name, words) => {
  expect(plainName(name)).toBe(words);
});
