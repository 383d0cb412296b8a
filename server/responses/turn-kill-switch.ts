import type { KillSwitch } from "../../lib/contracts/response-decisions.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { lockResponses } from "./lock-responses.ts";
import { publishSteps } from "./publish-steps.ts";
import { killSwitchLock, readKillSwitch } from "./read-kill-switch.ts";
import { type Step, type StepTaken, takeSteps } from "./take-step.ts";

interface Turning {
  readonly actor: Actor;
  readonly reason: string;
}

async function idsIn(run: RunStatement, state: "approved" | "active"): Promise<number[]> {
  const { rows } = await run("SELECT id FROM response WHERE state = $1 AND tab <> 'history' ORDER BY id", [state]);
  return rows.map(({ id }) => Number(id));
}

/** Stops what was approved and has not begun, and with `rollBack` begins to undo what holds. */
async function stopAll(
  run: RunStatement,
  { actor, reason, rollBack }: Turning & { readonly rollBack: boolean },
  now: Date,
): Promise<{ stopped: StepTaken[]; rollingBack: StepTaken[] }> {
  const [approved, active] = [await idsIn(run, "approved"), rollBack ? await idsIn(run, "active") : []];
  const records = await lockResponses(run, [...approved, ...active]);
  const why = `Kill switch: ${reason}`;
  const guard = { name: "kill_switch", detail: "The kill switch was turned on before it began." } as const;
  const decision = { kind: "blocked", by: actor.name, at: now.toISOString(), reason } as const;
  const block: Step = { event: { kind: "block" }, actor, reason: why, changes: { guard, decision } };
  const undo: Step = { event: { kind: "undo" }, actor, reason: why };
  const of = (state: "approved" | "active", step: Step) =>
    [...records.values()].filter((record) => record.state === state).map((record) => ({ record, step }));
  return {
    stopped: await takeSteps(run, of("approved", block), now),
    rollingBack: await takeSteps(run, of("active", undo), now),
  };
}

const moveSql = `
  UPDATE kill_switch SET is_on = $1, moved_by = $2, moved_at = $3, reason = $4, stopped = $5, rolling_back = $6,
    rolls_back = $7
  WHERE id = 1`;

async function move(
  run: RunStatement,
  turning: Turning & { readonly on: boolean; readonly rollBack: boolean },
  now: Date,
): Promise<KillSwitch> {
  const { actor, reason, on } = turning;
  // Waits for starts under way, and keeps new ones waiting until the switch is committed.
  await run(killSwitchLock.alone, []);
  const before = await readKillSwitch(run);
  if (before.on === on && !turning.rollBack) {
    throw new AppError("conflict", { detail: `It is ${on ? "on" : "off"} already.`, current: before });
  }
  const { stopped, rollingBack } = on ? await stopAll(run, turning, now) : { stopped: [], rollingBack: [] };
  await run(moveSql, [on, actor.name, now, reason, stopped.length, rollingBack.length, on && turning.rollBack]);
  const after = await readKillSwitch(run);
  const resource = "kill-switch";
  const action = on ? "killSwitch.on" : "killSwitch.off";
  await appendAudit(run, { actor, action, resource, outcome: "success", before, after });
  await publishSteps(run, [...stopped, ...rollingBack], [{ kind: "killSwitch", stream: null, body: after }]);
  return after;
}

/** From its commit on nothing is started, in any stream; what holds stays, unless it is to be rolled back. */
export function turnKillSwitchOn(app: App, turning: Turning & { readonly rollBack: boolean }): Promise<KillSwitch> {
  return inTransaction(app.urgent, (run) => move(run, { ...turning, on: true }, app.now()));
}

export function turnKillSwitchOff(app: App, turning: Turning): Promise<KillSwitch> {
  return inTransaction(app.urgent, (run) => move(run, { ...turning, on: false, rollBack: false }, app.now()));
}
