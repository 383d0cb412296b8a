import { expect, test } from "vitest";
import { stagesOf } from "./latency.ts";

const times = { receivedAt: 1000, scoredAt: 1004, committedAt: 1010, pushedAt: 1030 };

test("each stage counts from the one before, and all together", () => {
  expect(stagesOf(times, 1075)).toEqual({ scored: 4, committed: 6, pushed: 20, painted: 45, total: 75 });
});

test("clocks that differ make no time negative", () => {
  expect(stagesOf(times, 1020)).toMatchObject({ painted: 0, total: 20 });
});

test("a message that was sent again after a cut has no moment of sending, and no stages", () => {
  expect(stagesOf({ ...times, pushedAt: undefined }, 1075)).toBeNull();
});
