import type { z } from "zod";
import type { responseApproveSchema } from "../../lib/contracts/response-decisions.ts";
import type { ResponseRow } from "../../lib/contracts/responses.ts";
import { protectionOf } from "../../lib/responses/guards.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { checkEvidence } from "./check-evidence.ts";
import { type Caller, checkMayDecide } from "./check-permitted.ts";
import { lockResponse } from "./lock-responses.ts";
import { publishSteps } from "./publish-steps.ts";
import { readKillSwitch } from "./read-kill-switch.ts";
import { readProtected } from "./read-protected.ts";
import { type ResponseRecord, responseRow, targetOf } from "./response-record.ts";
import { takeStep } from "./take-step.ts";

interface Approval {
  readonly id: number;
  readonly input: z.infer<typeof responseApproveSchema>;
  readonly caller: Caller;
}

/** What would stop it anyway is said at once. The executor's worker checks all of it again before it acts. */
export async function checkNothingStopsIt(run: RunStatement, record: ResponseRecord): Promise<void> {
  const refuse = (detail: string) => new AppError("unprocessable", { detail });
  if ((await readKillSwitch(run)).on) throw refuse("The kill switch is on: nothing is started.");
  const shield = protectionOf(targetOf(record), await readProtected(run, record.stream));
  if (shield !== null) throw refuse(`${record.targetName} is protected (${shield.pattern}): ${shield.reason}`);
  if (record.alertId === null) return;
  const { rows } = await run("SELECT verdict FROM alert WHERE id = $1 AND status = 'resolved'", [record.alertId]);
  const verdict = rows[0]?.verdict;
  if (verdict === "false_positive" || verdict === "benign") {
    throw refuse(`Alert ${record.alertId} was judged ${verdict.replace("_", " ")} meanwhile.`);
  }
}

/**
 * Approves what was seen. Of any number of decisions at the same time one is taken: each locks the row, and finds the
 * state that the one before it left.
 */
export function approveResponse(app: App, { id, input, caller }: Approval): Promise<ResponseRow> {
  return inTransaction(app.pool, async (run) => {
    const record = await lockResponse(run, id);
    const actor = await checkMayDecide(run, { record, verb: "approve", caller });
    await checkEvidence(run, record, input.evidenceHash);
    await checkNothingStopsIt(run, record);
    const now = app.now();
    const reason = input.reason ?? null;
    const decision = { kind: "approved", by: actor.name, at: now.toISOString(), reason } as const;
    const changes = { decision, approvedHash: input.evidenceHash };
    const taken = await takeStep(run, record, { event: { kind: "approve" }, actor, reason, changes }, now);
    if (taken === null) throw new AppError("conflict", { current: responseRow(record) });
    await publishSteps(run, [taken]);
    return responseRow(taken.record);
  });
}
