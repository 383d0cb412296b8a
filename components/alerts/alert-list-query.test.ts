import { expect, test } from "vitest";
import { alertRow } from "../../testing/alert-row.ts";
import { belongsTo, filterCount, orLanes, parseAlertQuery } from "./alert-list-query.ts";

const me = "maria@example.org";
const alert = alertRow({
  title: "Burst of failed sign-ins",
  detectors: ["burst"],
  entities: [{ id: "00000000000000ff", kind: "user", name: "root", role: "actor" }],
  assignee: me,
  score: 97,
});

test("an address says what is listed; what it says wrongly is ignored", () => {
  const params = new URLSearchParams(
    "status=new,nonsense,in_progress&severity=huge&sort=score&q=%20root%20&scoreFrom=90&scoreTo=lots&within=7d&from=now",
  );
  const query = parseAlertQuery(params, "demo");
  expect(query).toEqual({
    stream: "demo",
    sort: "score",
    dir: "desc",
    time: "lastSeen",
    status: "new,in_progress",
    q: "root",
    scoreFrom: 90,
    within: "7d",
  });
  expect(filterCount(query)).toBe(4);
});

test.each([
  ["no filter", {}, true],
  ["its status among others", { status: "new,in_progress" }, true],
  ["another status", { status: "resolved" }, false],
  ["its severity", { severity: "high" }, true],
  ["a verdict it does not have yet", { verdict: "benign" }, false],
  ["its detector", { detector: "burst" }, true],
  ["another detector", { detector: "rarity" }, false],
  ["mine", { assignee: "me" }, true],
  ["nobody's", { assignee: "none" }, false],
  ["its entity by name", { entity: "root" }, true],
  ["another entity", { entity: "admin" }, false],
  ["scores above its own", { scoreFrom: 98 }, false],
  ["a flood that did not fold it", { flood: 3 }, false],
])("%s", (_name, filters, expected) => {
  const query = { stream: "main", sort: "newest", dir: "desc", time: "lastSeen", ...filters } as const;
  expect(belongsTo(alert, query, me)).toBe(expected);
});

test("another stream's alert never belongs", () => {
  expect(belongsTo(alert, parseAlertQuery(new URLSearchParams(), "demo"), me)).toBe(false);
});

test.each([
  ["nothing", "", { sort: "lanes", flood: 7 }],
  ["an order", "sort=newest", { sort: "newest", flood: undefined }],
  ["another flood", "flood=3", { sort: "newest", flood: 3 }],
  ["a filter", "severity=high", { sort: "newest", flood: undefined }],
  ["groups", "group=severity", { sort: "newest", flood: undefined }],
])("while a flood lasts an address that asks for %s shows what it should", (_what, address, expected) => {
  const params = new URLSearchParams(address);
  const { sort, flood } = orLanes(parseAlertQuery(params, "main"), params, 7);
  expect({ sort, flood }).toEqual(expected);
  expect(orLanes(parseAlertQuery(params, "main"), params, null)).toEqual(parseAlertQuery(params, "main"));
});
