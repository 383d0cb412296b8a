import { expect, test } from "vitest";
import { alertRow } from "../../testing/alert-row.ts";
import { cursorIdOf, rowBeside } from "./row-cursor.ts";

const rows = [5, 4, 3].map((id) => alertRow({ id }));

test.each([
  ["nothing was chosen", { openId: null, movedId: null }, null],
  ["a row was moved to", { openId: null, movedId: 4 }, 4],
  ["an alert is open", { openId: 3, movedId: 4 }, 3],
  ["the open alert is in no list", { openId: 99, movedId: 4 }, 99],
  ["the row moved to has left the list", { openId: null, movedId: 99 }, null],
])("%s", (_name, chosen, expected) => {
  expect(cursorIdOf({ rows, ...chosen })).toBe(expected);
});

test.each([
  [null, 1, 5],
  [5, 1, 4],
  [4, -1, 5],
  [5, -1, 5],
  [3, 1, 3],
  [99, 1, 5],
])("from %s by %d to %d", (from, step, to) => {
  expect(rowBeside(rows, from, step)?.id).toBe(to);
});

test("there is nowhere to go in an empty list", () => {
  expect(rowBeside([], null, 1)).toBeUndefined();
});
