import { expect, test } from "vitest";
import { describeStep } from "./describe-step.ts";

const before = { notify: 95.6, approve: null, auto: null };

test.each([
  ["the first", before, undefined, "notify 95.6"],
  ["of one band", { ...before, notify: 56.6 }, before, "notify 95.6 → 56.6"],
  ["of two", { ...before, notify: 56.6, approve: 99 }, before, "notify 95.6 → 56.6, approve off → 99.0"],
  ["of a scope alone", before, before, "notify stays at 95.6"],
])("a step: %s", (_which, step, last, words) => {
  expect(describeStep(step, last)).toBe(words);
});
