import { expect, test } from "vitest";
import { alertRow } from "../../testing/alert-row.ts";
import { undoGroups, undoPatch } from "./undo-patch.ts";

test.each([
  ["new", {}, { status: "new", assignee: null }],
  ["in progress", { status: "in_progress", assignee: "a@x" }, { status: "in_progress", assignee: "a@x" }],
  [
    "snoozed",
    { status: "suppressed", snoozedUntil: "2090-01-01T00:00:00Z" },
    { status: "suppressed", assignee: null, snoozedUntil: "2090-01-01T00:00:00Z" },
  ],
  [
    "resolved",
    { status: "resolved", verdict: "benign", verdictReason: "known" },
    { status: "resolved", assignee: null, verdict: "benign", reason: "known" },
  ],
] as const)("an alert that was %s comes back to that", (_name, was, patch) => {
  expect(undoPatch(alertRow(was))).toEqual(patch);
});

test("alerts that were alike go back together, and what did not change is left alone", () => {
  const rows = [alertRow({ id: 1 }), alertRow({ id: 2 }), alertRow({ id: 3, assignee: "a@x" }), alertRow({ id: 4 })];
  const before = new Map(rows.map((row) => [row.id, row]));
  const changed = [
    ...[1, 2, 3].map((id) => alertRow({ id, status: "in_progress", revision: 2 })),
    alertRow({ id: 4 }),
    alertRow({ id: 9, revision: 2 }),
  ];
  expect(undoGroups(before, changed).map(({ targets }) => targets)).toEqual([
    [
      { id: 1, revision: 2 },
      { id: 2, revision: 2 },
    ],
    [{ id: 3, revision: 2 }],
  ]);
});
