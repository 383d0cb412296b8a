import { expect, test } from "vitest";
import { changesOf, summaryOf } from "./entry-changes.ts";

test("what differs is told by its path, what stayed is not", () => {
  const before = { status: "new", assignee: null, tags: ["a"], notify: { score: 95 }, id: 4 };
  const after = { status: "in_progress", assignee: "ann", tags: ["a", "b"], notify: { score: 90 }, id: 4 };
  expect(changesOf({ before, after })).toEqual([
    { path: "status", before: "new", after: "in_progress" },
    { path: "assignee", before: "none", after: "ann" },
    { path: "tags", before: "a", after: "a, b" },
    { path: "notify.score", before: "95", after: "90" },
  ]);
  expect(summaryOf({ before, after })).toBe("status New → In progress · assignee none → ann · tags a → a, b · 1 more");
});

test("what was made and what was removed", () => {
  expect(changesOf({ before: null, after: { role: "admin", scopes: [] } })).toEqual([
    { path: "role", before: undefined, after: "admin" },
    { path: "scopes", before: undefined, after: "none" },
  ]);
  expect(summaryOf({ before: { role: "admin" } })).toBe("role admin → gone");
  expect(summaryOf({ before: null, after: null })).toBe("");
});
