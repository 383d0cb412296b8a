import { expect, test } from "vitest";
import { csvCell } from "./csv-cell.ts";

test.each([
  [null, ""],
  [undefined, ""],
  [-4.5, "-4.5"],
  ["plain", "plain"],
  ['says "no", twice', '"says ""no"", twice"'],
  ["two\nlines", '"two\nlines"'],
  [{ a: 1 }, '"{""a"":1}"'],
])("%j is written as %s", (value, written) => {
  expect(csvCell(value)).toBe(written);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\n=1", "\rx", "＝1+1", "＋1", "－1", "＠A1"])(
  "%j is no formula where the file is opened",
  (text) => {
    expect(csvCell(text).replace(/^"/, "").startsWith("'")).toBe(true);
  },
);
