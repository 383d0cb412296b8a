import { expect, test } from "vitest";
import { safeNext } from "./safe-next.ts";

test.each([
  ["/alerts?status=new", "/alerts?status=new"],
  ["/", "/"],
  ["/api-docs", "/api-docs"],
  [null, "/live"],
  ["", "/live"],
  ["alerts", "/live"],
  ["https://elsewhere.example", "/live"],
  ["javascript:alert(1)", "/live"],
  ["//elsewhere.example", "/live"],
  ["///elsewhere.example", "/live"],
  ["/\\elsewhere.example", "/live"],
  ["/\t/elsewhere.example", "/live"],
  ["/\n/elsewhere.example", "/live"],
  [" //elsewhere.example", "/live"],
  ["/alerts\r\nset-cookie: a=b", "/live"],
  ["/sign-in?next=/live", "/live"],
  ["/invitation#x", "/live"],
  ["/api/v1/session", "/live"],
])("%j leads to %s", (next, expected) => {
  expect(safeNext(next)).toBe(expected);
  expect(new URL(safeNext(next), "https://soc.example.org").origin).toBe("https://soc.example.org");
});
