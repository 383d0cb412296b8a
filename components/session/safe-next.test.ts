import { expect, test } from "vitest";
import { safeNext } from "./safe-next.ts";

test.each([
  ["/alerts?status=new", "/alerts?status=new"],
  [null, "/live"],
  ["https://elsewhere.example", "/live"],
  ["//elsewhere.example", "/live"],
  ["/\\elsewhere.example", "/live"],
  ["/sign-in?next=/live", "/live"],
])("%s leads to %s", (next, expected) => {
  expect(safeNext(next)).toBe(expected);
});
