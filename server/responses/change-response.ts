import type { z } from "zod";
import type { responseExtendSchema, responseSettleSchema } from "../../lib/contracts/response-decisions.ts";
import type { ResponseRow } from "../../lib/contracts/responses.ts";
import { actionTable, withinLease } from "../../lib/responses/actions.ts";
import type { ResponseVerb } from "../../lib/responses/permitted.ts";
import { inWords, type ResponseEvent } from "../../lib/responses/state-machine.ts";
import type { Actor } from "../audit/write-audit.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { type Caller, checkPermitted } from "./check-permitted.ts";
import { lockResponse } from "./lock-responses.ts";
import { publishSteps } from "./publish-steps.ts";
import { type ResponseRecord, responseRow } from "./response-record.ts";
import { type Step, type StepTaken, takeStep } from "./take-step.ts";

/** What is done to a response that needs no look at its evidence. */
export type ResponseChange =
  | { readonly verb: "cancel" | "undo"; readonly reason: string }
  | ({ readonly verb: "extend" } & z.infer<typeof responseExtendSchema>)
  | ({ readonly verb: "settle" } & z.infer<typeof responseSettleSchema>);

function eventOf(record: ResponseRecord, change: ResponseChange): ResponseEvent {
  switch (change.verb) {
    case "cancel":
    case "undo":
      return { kind: change.verb };
    case "extend": {
      const { action } = record;
      if (withinLease(action, change.leaseSeconds) === change.leaseSeconds) {
        return { kind: "extend", leaseSeconds: change.leaseSeconds };
      }
      const { minSeconds, maxSeconds } = actionTable[action].lease;
      const detail = `A lease of ${inWords(action)} lasts ${minSeconds} to ${maxSeconds} seconds.`;
      throw new AppError("unprocessable", { detail });
    }
    case "settle":
      return { kind: change.outcome === "done" ? "find_done" : "find_not_done" };
  }
}

function stepOf(record: ResponseRecord, change: ResponseChange, by: { actor: Actor; now: Date }): Step {
  const { actor, now } = by;
  const { reason } = change;
  const step = { event: eventOf(record, change), actor, reason };
  if (change.verb !== "cancel") return { ...step, changes: { problem: null } };
  const decision = { kind: "cancelled", by: actor.name, at: now.toISOString(), reason } as const;
  return { ...step, changes: { decision } };
}

/** The step of one locked response; refuses with 409 where the state is another by now, 422 where a rule forbids it. */
export async function takeChange(
  run: RunStatement,
  record: ResponseRecord,
  { change, caller, now }: { change: ResponseChange; caller: Caller; now: Date },
): Promise<StepTaken> {
  const verb: ResponseVerb = change.verb;
  const actor = checkPermitted(record, verb, caller);
  const taken = await takeStep(run, record, stepOf(record, change, { actor, now }), now);
  if (taken === null) {
    throw new AppError("conflict", { detail: `It is ${inWords(record.state)}.`, current: responseRow(record) });
  }
  return taken;
}

/** Cancels, undoes, extends or settles one response. */
export function changeResponse(
  app: App,
  { id, change, caller }: { id: number; change: ResponseChange; caller: Caller },
): Promise<ResponseRow> {
  return inTransaction(app.pool, async (run) => {
    const record = await lockResponse(run, id);
    const taken = await takeChange(run, record, { change, caller, now: app.now() });
    await publishSteps(run, [taken]);
    return responseRow(taken.record);
  });
}
