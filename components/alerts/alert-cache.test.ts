import { describe, expect, test } from "vitest";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { alertRow } from "../../testing/alert-row.ts";
import { type AlertPages, rowsOf, withRaised, withRowInPages } from "./alert-cache.ts";

const row = (id: number, revision = 1, eventCount = 1): AlertRow => alertRow({ id, revision, eventCount });
const pages = (...groups: AlertRow[][]): AlertPages => ({
  pages: groups.map((items) => ({ items, nextCursor: null })),
  pageParams: groups.map(() => ""),
});

describe("a pushed row", () => {
  test("replaces the older reading in its place", () => {
    const data = withRowInPages(pages([row(3), row(2)], [row(1)]), row(1, 2));
    expect(rowsOf(data).map(({ id, revision }) => [id, revision])).toEqual([
      [3, 1],
      [2, 1],
      [1, 2],
    ]);
  });

  test.each([
    ["an older change", row(1, 2, 9)],
    ["fewer events", row(1, 3, 4)],
  ])("%s changes nothing", (_name, older) => {
    const data = pages([row(1, 3, 5)]);
    expect(withRowInPages(data, older)).toBe(data);
  });

  test("raised, it stands on top once, however often it is said", () => {
    const once = withRaised(pages([row(1)]), row(2));
    expect(rowsOf(withRaised(once, row(2))).map(({ id }) => id)).toEqual([2, 1]);
  });
});

test("a row on two pages is one row", () => {
  expect(rowsOf(pages([row(2), row(1)], [row(1)])).map(({ id }) => id)).toEqual([2, 1]);
});
