import { expect, test } from "vitest";
import { openIdOf, withAsk, withoutAnswered } from "./open-asks.ts";

test("what was asked for is open before the address says so", () => {
  const asks = withAsk(withAsk([], 2, 1), 3, 1);
  expect(openIdOf(asks, 1)).toBe(3);
  expect(openIdOf(withAsk(asks, null, 1), 1)).toBeNull();
});

test("asking for what is open changes nothing", () => {
  expect(withAsk([], 1, 1)).toEqual([]);
  expect(withAsk([2], 2, 1)).toEqual([2]);
});

test.each([
  ["the first answer leaves the later asks", [2, 3], 2, [3]],
  ["an answer to the last one answers all", [2, 3], 3, []],
  ["there and back again keeps the way back", [2, 1, 2], 2, [1, 2]],
  ["an address that nobody asked for wins", [2, 3], null, []],
])("%s", (_name, asks, addressed, left) => {
  expect(withoutAnswered(asks, addressed)).toEqual(left);
});
