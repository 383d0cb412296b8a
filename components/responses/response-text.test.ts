import { expect, test } from "vitest";
import { responseRow } from "../../testing/response-row.ts";
import { decisionLine, proposerOf, stepActor } from "./response-text.ts";
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
    "Approved by playbook Block the guessing address, automatically",
  ],
  ["Tideline", { decision: { ...decided("approved", "system"), kind: "cancelled" } }, "Cancelled by Tideline"],
  ["the clock", { decision: decided("expired", "system") }, "Nobody decided in time"],
  [
    "a guard",
    { state: "blocked_by_guard", guard: { name: "protected", detail: "10.0.0.1 is protected" } },
    "Stopped by the protected list",
  ],
] as const)("decided by %s", (_who, own, line) => {
  expect(decisionLine(responseRow(own))).toBe(line);
});

test("a playbook is named as whoever proposed and approved, Tideline for the rest of its own, people as they are", () => {
  const row = responseRow({ proposedBy: "system" });
  expect(proposerOf(row)).toBe("playbook Block the guessing address");
  expect(proposerOf(responseRow({ proposedBy: "key:soar" }))).toBe("key:soar");
  const actorOf = (actor: string, event: string) => stepActor({ actor, event }, row);
  expect([actorOf("system", "propose"), actorOf("system", "approve")]).toEqual([proposerOf(row), proposerOf(row)]);
  expect([actorOf("system", "expire"), actorOf("ann@example.org", "approve")]).toEqual(["Tideline", "ann@example.org"]);
});

test("who decides sees what a name hides", () => {
  const target = { kind: "user", name: "adm\u200bin\u202e", role: "user", entityId: null } as const;
  expect(responseTitle({ action: "disable_account", target })).toBe("Disable account adm‹U+200B›in‹U+202E›");
});
