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
  [null, 1, 0, 5],
  [5, 1, 0, 4],
  [4, -1, 0, 5],
  [5, -1, 0, 5],
  [3, 1, 0, 3],
  [99, 1, 0, 5],
  [null, 1, 2, 3],
  [null, -1, 2, 3],
  [5, 1, 2, 4],
  [null, 1, 7, 3],
])("from %s by %d, scrolled to row %d, to %d", (cursorId, by, topIndex, to) => {
  expect(rowBeside({ rows, cursorId, by, topIndex })?.id).toBe(to);
});

test("there is nowhere to go in an empty list", () => {
  expect(rowBeside({ rows: [], cursorId: null, by: 1, topIndex: 0 })).toBeUndefined();
});
