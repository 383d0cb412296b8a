import type { ResponseRow } from "../lib/contracts/responses.ts";

/** A response that waits for a decision, with what a test says otherwise. */
export function responseRow(own: Partial<ResponseRow> = {}): ResponseRow {
  return {
    id: 1,
    stream: "main",
    action: "block_address",
    target: { kind: "address", name: "192.0.2.7", role: "source", entityId: null },
    state: "awaiting_approval",
    tab: "pending",
    reason: "20 failed sign-ins from 192.0.2.7",
    alert: { id: 12, title: "Password guessing from 192.0.2.7", severity: "medium", score: 99.8 },
    playbook: { id: 1, version: 1, name: "Block the guessing address" },
    executor: { id: 1, name: "Dry run", kind: "dry_run" },
    proposedBy: "system",
    proposedAt: "2026-01-01T00:00:00.000Z",
    decideBy: "2026-01-01T00:30:00.000Z",
    automatic: false,
    evidenceHash: "a".repeat(64),
    policyVersion: 1,
    blastRadius: { summary: "1 address", users: 0, hosts: 0, addresses: 1, events: 20, partial: false },
    leaseSeconds: 3600,
    leaseUntil: null,
    activeSince: null,
    decision: null,
    guard: null,
    problem: null,
    replacedBy: null,
    replaces: null,
    updatedAt: "2026-01-01T00:00:00.000Z",
    revision: 1,
    ...own,
  };
}
