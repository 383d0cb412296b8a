import { expect, test } from "vitest";
import { modelsBefore } from "./models-before.ts";

test.each([
  ["nothing was ever promoted", [], [null]],
  ["the first champion", [1], [null]],
  ["the second", [1, 2], [1, null]],
  ["once rolled back", [1, 2, 1], [null]],
  ["rolled back to none", [1, 2, 1, null], [null]],
  ["promoted again after a roll back", [1, 2, 1, 3], [1, null]],
  ["none in between", [1, null, 2], [null]],
  ["promoted over and over", [1, 2, 3, 1], [3, 2, 1, null]],
] as const)("%s", (_name, activations, before) => {
  expect(modelsBefore(activations)).toEqual(before);
});
