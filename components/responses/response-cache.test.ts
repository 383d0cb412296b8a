import { describe, expect, test } from "vitest";
import type { ResponseRow } from "../../lib/contracts/responses.ts";
import { responseRow } from "../../testing/response-row.ts";
import { type ResponsePages, rowsOf, withRowInPages, withRowOnFirst } from "./response-cache.ts";

const counts = { pending: 1, active: 0, needsPerson: 1 };
const pagesOf = (...rows: ResponseRow[]): ResponsePages => ({
  pages: [{ items: rows, nextCursor: null, counts }],
  pageParams: [""],
});
const pending = { stream: "main", tab: "pending" } as const;

describe("the queue follows what is pushed", () => {
  test("what was decided elsewhere stays in its place, with its new state", () => {
    const decided = responseRow({ id: 1, state: "active", tab: "active", revision: 3 });
    const next = withRowInPages(pagesOf(responseRow({ id: 2 }), responseRow({ id: 1 })), decided, pending);
    expect(rowsOf(next).map(({ id, state }) => [id, state])).toEqual([
      [2, "awaiting_approval"],
      [1, "active"],
    ]);
  });

  test("an older reading replaces nothing", () => {
    const shown = responseRow({ state: "active", tab: "active", revision: 3 });
    const next = withRowInPages(pagesOf(shown), responseRow({ revision: 2 }), pending);
    expect(rowsOf(next)[0]?.state).toBe("active");
  });

  test("what was proposed while the first page was fetched is on it; a later reading of another stays where it was", () => {
    const [page] = pagesOf(responseRow({ id: 2 })).pages;
    if (page === undefined) throw new Error("There is a page.");
    const ids = (row: ResponseRow) => withRowOnFirst(page, row, pending).items.map(({ id }) => id);
    expect(ids(responseRow({ id: 9, revision: 1 }))).toEqual([9, 2]);
    expect(ids(responseRow({ id: 9, revision: 4 }))).toEqual([2]);
    expect(ids(responseRow({ id: 9, revision: 1, state: "active", tab: "active" }))).toEqual([2]);
  });

  test("a new one comes first where it belongs, and nowhere else", () => {
    const fresh = responseRow({ id: 9 });
    const ids = (data: ResponsePages) => rowsOf(data).map(({ id }) => id);
    expect(ids(withRowInPages(pagesOf(responseRow()), fresh, pending))).toEqual([9, 1]);
    expect(ids(withRowInPages(pagesOf(responseRow()), fresh, { ...pending, tab: "history" }))).toEqual([1]);
    expect(ids(withRowInPages(pagesOf(responseRow()), fresh, { ...pending, stream: "demo" }))).toEqual([1]);
    expect(ids(withRowInPages(pagesOf(responseRow()), fresh, { ...pending, action: "isolate_host" }))).toEqual([1]);
  });
});
