import type { ResponseRow } from "../../lib/contracts/responses.ts";
import { type ResponseEffect, type ResponseEvent, takeTransition } from "../../lib/responses/state-machine.ts";
import { tabOf } from "../../lib/responses/words.ts";
import { appendAudits } from "../audit/append-audit.ts";
import type { Actor, AuditDraft } from "../audit/write-audit.ts";
import type { RunStatement } from "../db/run-statement.ts";
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

/** The rows as one JSON text, so that many steps take as long as one. */
const takeSql = `
  WITH taken AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS t (id bigint, state text, tries integer, due_at timestamptz,
      lease_until timestamptz, active_since timestamptz, decide_by timestamptz, decision jsonb, approved_hash text,
      guard jsonb, problem text, replaced_by bigint, claimed_by integer, actor text, event text, from_state text,
      reason text, evidence_hash text, detail jsonb)
  ), updated AS (
    UPDATE response r SET state = t.state, tries = t.tries, due_at = t.due_at, lease_until = t.lease_until,
      active_since = t.active_since, decide_by = t.decide_by, decision = nullif(t.decision, 'null'),
      approved_hash = t.approved_hash, guard = nullif(t.guard, 'null'), problem = t.problem,
      replaced_by = t.replaced_by, claimed_by = t.claimed_by, updated_at = $2, revision = r.revision + 1
    FROM taken t WHERE r.id = t.id
  )
  INSERT INTO response_step (response_id, at, actor, event, from_state, to_state, reason, evidence_hash, detail)
  SELECT id, $2, actor, event, from_state, state, reason, evidence_hash, detail FROM taken ORDER BY id`;

const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms));

interface Drafted {
  readonly step: Step;
  readonly taken: StepTaken;
  readonly row: Readonly<Record<string, unknown>>;
  readonly before: ResponseRecord;
}

/** What the step makes of the response; null where its state does not know the event. */
function draft(record: ResponseRecord, step: Step, now: Date): Drafted | null {
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
  const row = {
    id: next.id,
    state,
    tries,
    due_at: dateOf(dueMs),
    lease_until: next.leaseUntil,
    active_since: next.activeSince,
    decide_by: next.decideBy,
    decision: next.decision,
    approved_hash: next.approvedHash,
    guard: next.guard,
    problem: next.problem,
    replaced_by: next.replacedBy,
    claimed_by: next.claimedBy,
    actor: actor.name,
    event: event.kind,
    from_state: record.state,
    reason,
    evidence_hash: next.evidenceHash,
    detail,
  };
  const taken = { record: next, change: event.kind, effects: transition.emit };
  return { step, taken, row, before: record };
}

function auditOf({ step, taken, before }: Drafted): AuditDraft {
  const { actor, reason = null, detail = {} } = step;
  const { state, id, evidenceHash } = taken.record;
  return {
    actor,
    action: `response.${taken.change}`,
    resource: `response:${id}`,
    outcome: "success",
    before: { state: before.state },
    after: { state, reason, evidenceHash, ...detail },
  };
}

/**
 * Takes a step of each response, whose rows the caller has locked: new state, a row of its history and an audit entry,
 * in the caller's transaction. Those whose state does not know the event are left out.
 */
export async function takeSteps(
  run: RunStatement,
  wanted: readonly { readonly record: ResponseRecord; readonly step: Step }[],
  now: Date,
): Promise<StepTaken[]> {
  const drafted = wanted.map(({ record, step }) => draft(record, step, now)).filter((one) => one !== null);
  if (drafted.length === 0) return [];
  const rows = JSON.stringify(drafted.map(({ row }) => row)).replaceAll("\\u0000", "\\ufffd");
  await run(takeSql, [rows, now]);
  await appendAudits(run, drafted.map(auditOf));
  return drafted.map(({ taken }) => taken);
}

/** The step of one response. Null where the state does not know the event: somebody was quicker. */
export async function takeStep(
  run: RunStatement,
  record: ResponseRecord,
  step: Step,
  now: Date,
): Promise<StepTaken | null> {
  const [taken = null] = await takeSteps(run, [{ record, step }], now);
  return taken;
}
