import { expect, test } from "vitest";
import { titleWithCount } from "./tab-title.ts";

test.each([
  ["Alerts - Tideline", 3, "(3) Alerts - Tideline"],
  ["(3) Alerts - Tideline", 4, "(4) Alerts - Tideline"],
  ["(3) Live - Tideline", 0, "Live - Tideline"],
])("%s with %d waiting is %s", (title, count, expected) => {
  expect(titleWithCount(title, count)).toBe(expected);
});
