import { describe, expect, test } from "vitest";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { alertRow } from "../../testing/alert-row.ts";
import { updateShown } from "./shown-rows.ts";

const row = (id: number, revision = 1): AlertRow => alertRow({ id, revision });
const ids = (rows: readonly AlertRow[]) => rows.map((entry) => entry.id);

describe("what is read does not move", () => {
  test("a new alert above waits to be asked for", () => {
    const { rows, held } = updateShown([row(2), row(1)], [row(3), row(2), row(1)]);
    expect(ids(rows)).toEqual([2, 1]);
    expect(held).toEqual([3]);
  });

  test("the next page is appended", () => {
    const { rows, held } = updateShown([row(9), row(8)], [row(9), row(8), row(7), row(6)]);
    expect(ids(rows)).toEqual([9, 8, 7, 6]);
    expect(held).toEqual([]);
  });

  test("a change by somebody else is seen in its place", () => {
    const { rows } = updateShown([row(2), row(1)], [row(2), row(1, 5)]);
    expect(rows.map((entry) => entry.revision)).toEqual([1, 5]);
  });

  test("a row that no longer matches stays where it is", () => {
    expect(ids(updateShown([row(3), row(2), row(1)], [row(3), row(1)]).rows)).toEqual([3, 2, 1]);
  });

  test("the very same list when nothing changed", () => {
    const shown = [row(2), row(1)];
    expect(updateShown(shown, shown).rows).toBe(shown);
  });
});

test("an empty list takes what there is", () => {
  expect(ids(updateShown([], [row(2), row(1)]).rows)).toEqual([2, 1]);
});

test("when all of the shown is gone from what is known, all of that waits", () => {
  const { rows, held } = updateShown([row(1)], [row(3), row(2)]);
  expect(ids(rows)).toEqual([1]);
  expect(held).toEqual([3, 2]);
});
