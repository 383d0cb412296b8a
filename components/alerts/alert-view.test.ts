import { expect, test } from "vitest";
import { alertRow } from "../../testing/alert-row.ts";
import { belongsTo, filterCount, parseAlertQuery } from "./alert-view.ts";

const alert = alertRow({ title: "Burst of failed sign-ins", detectors: ["burst"] });

test("an address says what is listed; what it says wrongly is ignored", () => {
  const params = new URLSearchParams("status=new,nonsense,in_progress&severity=huge&sort=score&q=%20root%20");
  const query = parseAlertQuery(params, "demo");
  expect(query).toEqual({ stream: "demo", sort: "score", status: "new,in_progress", q: "root" });
  expect(filterCount(query)).toBe(2);
});

test.each([
  ["no filter", {}, true],
  ["its status among others", { status: "new,in_progress" }, true],
  ["another status", { status: "resolved" }, false],
  ["its severity", { severity: "high" }, true],
  ["a verdict it does not have yet", { verdict: "benign" }, false],
  ["its detector", { detector: "burst" }, true],
  ["another detector", { detector: "rarity" }, false],
])("%s", (_name, filters, expected) => {
  expect(belongsTo(alert, { stream: "main", sort: "newest", ...filters })).toBe(expected);
});

test("another stream's alert never belongs", () => {
  expect(belongsTo(alert, { stream: "demo", sort: "newest" })).toBe(false);
});
