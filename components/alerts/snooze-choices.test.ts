import { expect, test } from "vitest";
import { snoozeEnd } from "./snooze-choices.ts";

const now = new Date(2026, 10, 26, 17, 4).getTime();

test.each([
  ["1h", new Date(2026, 10, 26, 18, 4)],
  ["4h", new Date(2026, 10, 26, 21, 4)],
  ["tomorrow", new Date(2026, 10, 27, 8, 0)],
  ["7d", new Date(2026, 11, 3, 17, 4)],
] as const)("%s", (choice, end) => {
  expect(snoozeEnd(choice, "", now)).toBe(end.getTime());
});

test("an exact time is the local one, and lies in the future", () => {
  expect(snoozeEnd("exact", "2026-11-26T17:05", now)).toBe(now + 60_000);
  expect(snoozeEnd("exact", "2026-11-26T17:03", now)).toBeNull();
  expect(snoozeEnd("exact", "", now)).toBeNull();
});
