import { expect, test } from "vitest";
import { alertRow } from "../../testing/alert-row.ts";
import type { Push } from "../realtime/push-message.ts";
import type { AlertPage } from "./alert-cache.ts";
import { parseAlertQuery } from "./alert-list-query.ts";
import { catchUpPage } from "./catch-up-page.ts";

const query = parseAlertQuery(new URLSearchParams("status=new"), "main");
const page: AlertPage = { items: [alertRow({ id: 7 })], nextCursor: null };
const raised = (id: number, row = alertRow({ id })): Push => ({
  number: id,
  kind: "alert",
  body: { stream: "main", change: "raised", alert: row },
});
const ids = (caughtUp: AlertPage) => caughtUp.items.map(({ id }) => id);
const first = { query, me: "", isFirst: true };

test("what was raised while the first page was fetched is on it, once", () => {
  const caughtUp = catchUpPage(page, raised(8), first);
  expect(ids(caughtUp)).toEqual([8, 7]);
  expect(ids(catchUpPage(caughtUp, raised(8), first))).toEqual([8, 7]);
});

test("not what another filter asks for, nor on a later page", () => {
  expect(ids(catchUpPage(page, raised(8, alertRow({ id: 8, status: "resolved" })), first))).toEqual([7]);
  expect(ids(catchUpPage(page, raised(8), { ...first, isFirst: false }))).toEqual([7]);
});
