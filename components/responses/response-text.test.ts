import { expect, test } from "vitest";
import { responseRow } from "../../testing/response-row.ts";
import { decisionLine } from "./response-text.ts";
import { responseTitle } from "./response-title.ts";

const decided = (kind: "approved" | "rejected" | "expired", by = "ann@example.org") => ({
  kind,
  by,
  at: "2026-01-01T00:01:00.000Z",
  reason: null,
});

test.each([
  ["nobody yet", {}, null],
  ["a person", { decision: decided("approved") }, "Approved by ann@example.org"],
  [
    "a playbook alone",
    { automatic: true, decision: decided("approved", "system") },
    "Approved by its playbook, automatically",
  ],
  ["the clock", { decision: decided("expired", "system") }, "Nobody decided in time"],
  [
    "a guard",
    { state: "blocked_by_guard", guard: { name: "protected", detail: "10.0.0.1 is protected" } },
    "Stopped by the protected list",
  ],
] as const)("decided by %s", (_who, own, line) => {
  expect(decisionLine(responseRow(own))).toBe(line);
});

test("who decides sees what a name hides", () => {
  const target = { kind: "user", name: "adm\u200bin\u202e", role: "user", entityId: null } as const;
  expect(responseTitle({ action: "disable_account", target })).toBe("Disable account adm‹U+200B›in‹U+202E›");
});
