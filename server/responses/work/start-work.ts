import { findGuard } from "../../../lib/responses/guards.ts";
import { inTransaction } from "../../db/in-transaction.ts";
import type { Pool } from "../../db/pg.ts";
import type { RunStatement } from "../../db/run-statement.ts";
import { countUsed } from "../count-used.ts";
import { readExecutor } from "../executor-record.ts";
import type { Executor } from "../executors/executor.ts";
import { type ExecutorSettings, openExecutor } from "../executors/open-executor.ts";
import { publishSteps } from "../publish-steps.ts";
import { killSwitchLock, readKillSwitch } from "../read-kill-switch.ts";
import { readProtected } from "../read-protected.ts";
import { hashOf, type ResponseRecord, readResponses, targetOf } from "../response-record.ts";
import { type Step, systemActor, takeStep } from "../take-step.ts";

export interface WorkPlace {
  readonly pool: Pool;
  /** What claims are signed with. */
  readonly worker: number;
  readonly settings: ExecutorSettings;
  now(): Date;
}

/** A call to be made, claimed and committed; or a step that needed none. */
export type Work =
  | {
      readonly kind: "execute" | "undo";
      readonly record: ResponseRecord;
      readonly executor: Executor;
      readonly number: number;
    }
  | { readonly kind: "probe" | "verify"; readonly record: ResponseRecord; readonly executor: Executor }
  | { readonly kind: "stepped"; readonly record: ResponseRecord };

interface Starting extends WorkPlace {
  readonly run: RunStatement;
  readonly at: Date;
}

const dueSql = `
  SELECT id FROM response WHERE due_at <= $1 ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`;

async function stepAlone({ run, at }: Starting, record: ResponseRecord, step: Step): Promise<Work> {
  const taken = await takeStep(run, record, step, at);
  if (taken === null) throw new Error(`Response ${record.id} is ${record.state} and was due.`);
  await publishSteps(run, [taken]);
  return { kind: "stepped", record: taken.record };
}

/** Claims it for this worker: it is not due again unless the worker dies. */
async function claim({ run, worker }: Starting, record: ResponseRecord): Promise<ResponseRecord> {
  await run("UPDATE response SET claimed_by = $2, due_at = NULL WHERE id = $1", [record.id, worker]);
  return { ...record, claimedBy: worker };
}

const attemptSql = `
  INSERT INTO execution_attempt (response_id, kind, number, idempotent, worker, started_at)
  SELECT $1, $2, count(*) + 1, $3, $4, $5 FROM execution_attempt WHERE response_id = $1 AND kind = $2 RETURNING number`;

/** Says, before the call, that it will be made: whoever comes after a crash knows that it may have been. */
async function recordAttempt(
  { run, worker, at }: Starting,
  record: ResponseRecord,
  { kind, idempotent }: { readonly kind: "execute" | "undo"; readonly idempotent: boolean },
): Promise<number> {
  const { rows } = await run(attemptSql, [record.id, kind, idempotent, worker, at]);
  return Number(rows[0]?.number);
}

async function openFor({ run, pool, settings }: Starting, record: ResponseRecord) {
  const row = await readExecutor(run, record.executorId, "FOR SHARE");
  return { row, opened: row && openExecutor(row, pool, settings) };
}

/** What was approved is what would be done, by the executor and under the playbook as they are now. */
async function currentHash(run: RunStatement, record: ResponseRecord, executorVersion: number): Promise<string> {
  const { playbookId } = record;
  if (playbookId === null) return hashOf({ ...record, executorVersion });
  const { rows } = await run("SELECT version FROM playbook WHERE id = $1", [playbookId]);
  return hashOf({ ...record, executorVersion, playbookVersion: Number(rows[0]?.version ?? 0) });
}

/** The door: nothing is executed that is not approved as it is, at this moment, past every guard. */
async function startExecution(starting: Starting, record: ResponseRecord): Promise<Work> {
  const { run, at, worker } = starting;
  const { stream, action, maxActive, maxPerHour, approvedHash } = record;
  // One start of an action at a time, so that two workers cannot both take the last of a budget.
  await run("SELECT pg_advisory_xact_lock(7422, hashtext($1))::text", [`${stream} ${action}`]);
  const { row, opened } = await openFor(starting, record);
  const isReady = row?.enabled === true && opened?.ok === true;
  const guard = findGuard({
    target: targetOf(record),
    protectedPatterns: await readProtected(run, stream),
    killSwitchOn: (await readKillSwitch(run)).on,
    budget: { maxActive, maxPerHour },
    used: await countUsed(run, { stream, action }, at),
    approvedHash,
    currentHash: await currentHash(run, record, row?.version ?? 0),
    executorProblem: isReady ? null : opened?.ok === false ? opened.reason : "The executor is switched off.",
  });
  if (guard !== null || opened?.ok !== true) {
    const found = guard ?? { name: "executor", detail: "The executor is gone." };
    const changes = { guard: found };
    const { detail } = found;
    return stepAlone(starting, record, { event: { kind: "block" }, actor: systemActor, reason: detail, changes });
  }
  const { executor } = opened;
  const number = await recordAttempt(starting, record, { kind: "execute", idempotent: executor.idempotent });
  const start = { event: { kind: "start" }, actor: systemActor, detail: { attempt: number } } as const;
  const taken = await takeStep(run, record, { ...start, changes: { claimedBy: worker, problem: null } }, at);
  if (taken === null) throw new Error(`Response ${record.id} is ${record.state} and was to be started.`);
  await publishSteps(run, [taken]);
  return { kind: "execute", record: taken.record, executor, number };
}

/** Undo, read-back and probe go on whatever the switch says: they take away or only look. */
async function startCall(starting: Starting, record: ResponseRecord, kind: "undo" | "probe" | "verify"): Promise<Work> {
  const { opened } = await openFor(starting, record);
  if (opened?.ok !== true) {
    const problem = opened?.ok === false ? opened.reason : "The executor is gone.";
    const failed = { undo: "undo_fails", probe: "find_nothing_out", verify: "read_back_fails" } as const;
    const event = { kind: failed[kind] };
    return stepAlone(starting, record, { event, actor: systemActor, reason: problem, changes: { problem } });
  }
  const { executor } = opened;
  const claimed = await claim(starting, record);
  if (kind !== "undo") return { kind, record: claimed, executor };
  const number = await recordAttempt(starting, record, { kind, idempotent: executor.idempotent });
  return { kind, record: claimed, executor, number };
}

function begin(starting: Starting, record: ResponseRecord): Promise<Work> {
  const { at } = starting;
  switch (record.state) {
    case "awaiting_approval": {
      const reason = "Nobody decided in time, and that means no.";
      const decision = { kind: "expired", by: systemActor.name, at: at.toISOString(), reason } as const;
      return stepAlone(starting, record, {
        event: { kind: "expire" },
        actor: systemActor,
        reason,
        changes: { decision },
      });
    }
    case "approved":
      return startExecution(starting, record);
    case "unknown":
      return startCall(starting, record, "probe");
    case "active":
      return stepAlone(starting, record, {
        event: { kind: "end_lease" },
        actor: systemActor,
        reason: "The lease ended.",
      });
    case "expiring":
      return startCall(starting, record, "undo");
    case "rolled_back":
      return startCall(starting, record, "verify");
    default:
      throw new Error(`Response ${record.id} is ${record.state} and cannot be due.`);
  }
}

/**
 * Takes what is due longest, in one transaction with the claim and the attempt; null when nothing is. The kill switch's
 * lock is held shared until the commit: after the switch is on, no start can commit any more.
 */
export async function startWork(place: WorkPlace): Promise<Work | null> {
  let id: number | null = null;
  try {
    return await inTransaction(place.pool, async (run) => {
      const at = place.now();
      await run(killSwitchLock.shared, []);
      const { rows } = await run(dueSql, [at]);
      if (rows[0] === undefined) return null;
      id = Number(rows[0].id);
      const [record] = await readResponses(run, [id]);
      return record === undefined ? null : begin({ ...place, run, at }, record);
    });
  } catch (error) {
    // One that cannot be worked on must not stand in the way of the others.
    if (id !== null) await postpone(place, id).catch(() => undefined);
    throw error;
  }
}

const postponeMs = 5_000;

async function postpone({ pool, now }: WorkPlace, id: number): Promise<void> {
  const later = new Date(now().getTime() + postponeMs);
  await pool.query("UPDATE response SET due_at = $2 WHERE id = $1 AND due_at IS NOT NULL", [id, later]);
}
