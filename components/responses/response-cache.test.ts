import { describe, expect, test } from "vitest";
import type { ResponseDetail, ResponseRow } from "../../lib/contracts/responses.ts";
import { responseRow } from "../../testing/response-row.ts";
import { type ResponsePages, rowsOf, withRowInDetail, withRowInPages, withRowOnFirst } from "./response-cache.ts";

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

describe("an open panel follows what is pushed", () => {
  const offered = { ok: true, reason: null } as const;
  const refused = { ok: false, reason: "It holds already." } as const;
  const may = { approve: offered, override: offered, cancel: offered, undo: refused, extend: refused, settle: refused };
  const evidence = {
    ...{ alertId: 12, title: "Password guessing", reason: "20 failed sign-ins", score: 99.8, confidence: 1 },
    ...{ eventId: null, eventCount: 20, firstSeen: null, lastSeen: null, detectors: [], techniques: [] },
    severity: "medium" as const,
    band: "notify" as const,
  };
  const lease = { defaultSeconds: 3600, minSeconds: 60, maxSeconds: 86_400 };
  const shown: ResponseDetail = {
    ...responseRow({ revision: 2 }),
    ...{ evidence, steps: [], attempts: [], lease, undo: "", may },
  };

  test("what was offered of a response that waited is not offered of one that holds", () => {
    const decided = responseRow({ id: shown.id, state: "active", tab: "active", revision: 3 });
    const next = withRowInDetail(shown, decided);
    expect(next.state).toBe("active");
    expect(Object.values(next.may).map(({ ok }) => ok)).toEqual([false, false, false, false, false, false]);
  });

  test("what changes nothing of its state takes no button away, and an older reading changes nothing", () => {
    expect(withRowInDetail(shown, responseRow({ id: shown.id, revision: 3 })).may).toBe(may);
    expect(withRowInDetail(shown, responseRow({ id: shown.id, state: "active", revision: 1 }))).toBe(shown);
  });
});
