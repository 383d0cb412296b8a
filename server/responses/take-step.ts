import type { ResponseRow } from "../../lib/contracts/responses.ts";
import { type ResponseEffect, type ResponseEvent, takeTransition } from "../../lib/responses/state-machine.ts";
import { tabOf } from "../../lib/responses/words.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import type { RunStatement } from "../realtime/append-push.ts";
import type { ResponseRecord } from "./response-record.ts";

/** What may change beside the state. */
interface StepChanges {
  readonly decision?: ResponseRow["decision"];
  readonly approvedHash?: string | null;
  readonly guard?: ResponseRow["guard"];
  readonly problem?: string | null;
  readonly replacedBy?: number;
  readonly claimedBy?: number | null;
}

export interface Step {
  readonly event: ResponseEvent;
  readonly actor: Actor;
  readonly reason?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly changes?: StepChanges;
}

export interface StepTaken {
  readonly record: ResponseRecord;
  /** The step's name, for push messages. */
  readonly change: string;
  readonly effects: readonly ResponseEffect[];
}

/** What the system does by itself. */
export const systemActor: Actor = { kind: "system", name: "system", address: null, requestId: null };

const updateSql = `
  WITH updated AS (
    UPDATE response SET state = $2, tries = $3, due_at = $4, lease_until = $5, active_since = $6, decide_by = $7,
      decision = $8::jsonb, approved_hash = $9, guard = $10::jsonb, problem = $11, replaced_by = $12, claimed_by = $13,
      updated_at = $14, revision = revision + 1
    WHERE id = $1
  )
  INSERT INTO response_step (response_id, at, actor, event, from_state, to_state, reason, evidence_hash, detail)
  VALUES ($1, $14, $15, $16, $17, $2, $18, $19, $20::jsonb)`;

const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms));
const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

/**
 * Takes one step of a response whose row the caller has locked: new state, a row of its history and an audit entry, in
 * the caller's transaction. Null where the state does not know the event: somebody was quicker.
 */
export async function takeStep(
  run: RunStatement,
  record: ResponseRecord,
  step: Step,
  now: Date,
): Promise<StepTaken | null> {
  const { event, actor, reason = null, detail = {}, changes = {} } = step;
  const moment = { ...record, leaseUntilMs: record.leaseUntil?.getTime() ?? null };
  const transition = takeTransition(moment, event, now.getTime());
  if (!transition.ok) return null;
  const { state, tries, leaseUntilMs, dueMs } = transition.next;
  const next: ResponseRecord = {
    ...record,
    ...changes,
    state,
    tab: tabOf(state),
    tries,
    leaseUntil: dateOf(leaseUntilMs),
    activeSince: state === "active" ? (record.activeSince ?? now) : record.activeSince,
    decideBy: event.kind === "request" ? dateOf(dueMs) : record.decideBy,
    claimedBy: changes.claimedBy ?? null,
    updatedAt: now,
    revision: record.revision + 1,
  };
  await run(updateSql, [
    next.id,
    next.state,
    next.tries,
    dateOf(dueMs),
    next.leaseUntil,
    next.activeSince,
    next.decideBy,
    json(next.decision),
    next.approvedHash,
    json(next.guard),
    next.problem,
    next.replacedBy,
    next.claimedBy,
    now,
    actor.name,
    event.kind,
    record.state,
    reason,
    next.evidenceHash,
    JSON.stringify(detail),
  ]);
  await appendAudit(run, {
    actor,
    action: `response.${event.kind}`,
    resource: `response:${next.id}`,
    outcome: "success",
    before: { state: record.state },
    after: { state, reason, evidenceHash: next.evidenceHash, ...detail },
  });
  return { record: next, change: event.kind, effects: transition.emit };
}
