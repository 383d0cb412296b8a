import type { ResponseEvent } from "../../../lib/responses/state-machine.ts";
import { inTransaction, readingFrom } from "../../db/in-transaction.ts";
import type { RunStatement } from "../../db/run-statement.ts";
import { streamName } from "../../db/stream-number.ts";
import { type Executor, longestCallMs, type Order, type Outcome, type Reading } from "../executors/executor.ts";
import { lockResponse } from "../lock-responses.ts";
import { publishSteps } from "../publish-steps.ts";
import { isRollingBack, killSwitchLock } from "../read-kill-switch.ts";
import { type ResponseRecord, targetOf } from "../response-record.ts";
import { type StepTaken, systemActor, takeStep } from "../take-step.ts";
import type { Work, WorkPlace } from "./start-work.ts";

type Call = Exclude<Work, { readonly kind: "stepped" }>;

/** What a call came to: the step that follows from it, and what the attempt is said to have been. */
interface Followed {
  readonly event: ResponseEvent;
  readonly detail: string;
  readonly outcome: Outcome["kind"] | null;
  readonly isProblem: boolean;
}

function orderOf(record: ResponseRecord): Order {
  const { actionId, id: responseId, stream, action, reason, leaseSeconds } = record;
  const names = { stream, streamName: streamName(stream) };
  return { actionId, responseId, ...names, action, target: targetOf(record), reason, leaseSeconds };
}

/** Whatever an executor throws is its failure, and leaves open what happened. */
async function outcomeOf(call: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await call();
  } catch (error) {
    return { kind: "unknown", detail: error instanceof Error ? error.message : String(error) };
  }
}
async function readingOf(call: () => Promise<Reading>): Promise<Reading> {
  try {
    return await call();
  } catch (error) {
    return { holds: "unknown", detail: error instanceof Error ? error.message : String(error) };
  }
}

async function execute(executor: Executor, order: Order): Promise<Followed> {
  const { kind, detail } = await outcomeOf(() => executor.execute(order));
  const done = { kind: executor.pretends ? "pretend" : "succeed" } as const;
  const events = { done, refused: { kind: "refuse" }, unknown: { kind: "lose" } } as const;
  return { event: events[kind], detail, outcome: kind, isProblem: kind !== "done" };
}

/** A second try looks first: what is undone already needs no other call. */
async function undo(executor: Executor, order: Order, number: number): Promise<Followed> {
  if (number > 1) {
    const { holds, detail } = await readingOf(() => executor.verify(order));
    if (holds === "no") return { event: { kind: "undone" }, detail, outcome: "done", isProblem: false };
  }
  const { kind, detail } = await outcomeOf(() => executor.undo(order));
  const event = { kind: kind === "done" ? "undone" : "undo_fails" } as const;
  return { event, detail, outcome: kind, isProblem: kind !== "done" };
}

async function verify(executor: Executor, order: Order): Promise<Followed> {
  const { holds, detail } = await readingOf(() => executor.verify(order));
  const events = { no: "read_back", yes: "read_back_denies", unknown: "read_back_fails" } as const;
  return { event: { kind: events[holds] }, detail, outcome: null, isProblem: holds !== "no" };
}

/** "Not done" counts only once no call can still be under way; until then it is asked again. */
async function probe(executor: Executor, order: Order, lastStartMs: number, nowMs: number): Promise<Followed> {
  const { holds, detail } = await readingOf(() => executor.probe(order));
  if (holds === "yes") return { event: { kind: "find_done" }, detail, outcome: "done", isProblem: false };
  const mayStillArrive = nowMs - lastStartMs < longestCallMs + 1_000;
  if (holds === "unknown" || mayStillArrive) {
    return { event: { kind: "find_nothing_out" }, detail, outcome: null, isProblem: true };
  }
  const event = { kind: executor.idempotent ? "start_again" : "find_not_done" } as const;
  return { event, detail, outcome: "refused", isProblem: true };
}

async function lastStartOf(run: RunStatement, id: number): Promise<number> {
  const { rows } = await run(
    "SELECT max(started_at) AS at FROM execution_attempt WHERE response_id = $1 AND kind = 'execute'",
    [id],
  );
  const at = rows[0]?.at;
  return at instanceof Date ? at.getTime() : 0;
}

async function callOut({ pool, now }: WorkPlace, call: Call): Promise<Followed> {
  const { record, executor } = call;
  const order = orderOf(record);
  if (call.kind === "execute") return execute(executor, order);
  if (call.kind === "undo") return undo(executor, order, call.number);
  if (call.kind === "verify") return verify(executor, order);
  const lastStartMs = await lastStartOf(readingFrom(pool), record.id);
  return probe(executor, order, lastStartMs, now().getTime());
}

const finishSql = `
  UPDATE execution_attempt SET finished_at = $5, outcome = $3, detail = $4
  WHERE response_id = $1 AND kind = $2 AND number = (
    SELECT max(number) FROM execution_attempt WHERE response_id = $1 AND kind = $2)`;

async function finish(run: RunStatement, call: Call, followed: Followed, place: WorkPlace): Promise<StepTaken | null> {
  const { outcome, event, isProblem, detail } = followed;
  if (outcome !== null && call.kind !== "verify") {
    const kind = call.kind === "undo" ? "undo" : "execute";
    await run(finishSql, [call.record.id, kind, outcome, detail.slice(0, 500), place.now()]);
  }
  const record = await lockResponse(run, call.record.id);
  // Somebody took over meanwhile, because our sign of life was gone: what they found counts.
  if (record.claimedBy !== place.worker) return null;
  const changes = { problem: isProblem ? detail.slice(0, 500) : null };
  return takeStep(run, record, { event, actor: systemActor, reason: detail.slice(0, 500), changes }, place.now());
}

/** What was under way when the kill switch was turned on to undo everything is undone as soon as it holds. */
async function rollBack(run: RunStatement, { record }: StepTaken, now: Date): Promise<StepTaken | null> {
  if (record.state !== "active" || !(await isRollingBack(run))) return null;
  const reason = "Kill switch: it was under way when everything was rolled back.";
  return takeStep(run, record, { event: { kind: "undo" }, actor: systemActor, reason }, now);
}

/** Makes the call and records what came of it. Answers the step taken, null where somebody else has settled it. */
export async function doWork(place: WorkPlace, call: Call): Promise<StepTaken | null> {
  const followed = await callOut(place, call);
  return inTransaction(place.pool, async (run) => {
    // Either the switch finds it active, or it is seen here that the switch is on.
    await run(killSwitchLock.shared, []);
    const taken = await finish(run, call, followed, place);
    if (taken === null) return null;
    const undone = await rollBack(run, taken, place.now());
    await publishSteps(run, undone === null ? [taken] : [taken, undone]);
    return undone ?? taken;
  });
}
