import { inTransaction } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { appendPush } from "../realtime/append-push.ts";
import { systemActor } from "../responses/take-step.ts";
import { applyRequest } from "./apply-request.ts";
import { closeRequest } from "./close-request.ts";
import { countingApprovals } from "./counting-approvals.ts";
import { placeStandIn } from "./open-request.ts";
import { readDeciders } from "./read-deciders.ts";
import { readNow } from "./read-now.ts";
import { lockRequest, type RequestRecord } from "./request-record.ts";
import { tellOfRequest } from "./tell-of-request.ts";

/** Whoever asked still has the right to; what Tideline itself asked for has no such right to lose. */
async function askerStillMay(run: RunStatement, { requestedBy }: RequestRecord): Promise<boolean> {
  if (requestedBy === null) return true;
  const { people } = await readDeciders(run);
  return people.some(({ id, mayDecide }) => id === requestedBy && mayDecide);
}

/**
 * The wait stands in for one person who is missing, never for all: what Tideline itself wants still takes one approval.
 */
async function hasEnoughVoices(run: RunStatement, record: RequestRecord): Promise<boolean> {
  const approvals = await countingApprovals(run, record, await readDeciders(run));
  return approvals.length >= record.needs - 1;
}

async function endOne(run: RunStatement, id: number): Promise<boolean> {
  const record = await lockRequest(run, id);
  if (record.state !== "open") return false;
  const now = await readNow(run);
  if (record.expiresAt <= now) {
    const outcome = "Nobody decided within 7 days.";
    await appendPush(run, [await closeRequest(run, record, { state: "expired", actor: systemActor, outcome })]);
    return true;
  }
  const notBefore = await placeStandIn(run, id);
  if (notBefore === null || notBefore > now || !(await hasEnoughVoices(run, record))) {
    if (notBefore?.getTime() === record.notBefore?.getTime()) return false;
    await appendPush(run, [await tellOfRequest(run, record, "postponed")]);
    return true;
  }
  if (!(await askerStillMay(run, record))) {
    const outcome = `${record.requestedName} no longer has the right to it.`;
    await appendPush(run, [await closeRequest(run, record, { state: "cancelled", actor: systemActor, outcome })]);
    return true;
  }
  await appendPush(run, await applyRequest(run, record, systemActor));
  return true;
}

/**
 * Ends open requests whose time has come, by the database's clock: what nobody decided is over, and where too few could
 * decide the wait stands in for the second person. May run twice at any time. Answers how many changed.
 */
export async function endWaiting(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM change_request WHERE state = 'open' ORDER BY id");
  let changed = 0;
  for (const { id } of rows) {
    if (await inTransaction(pool, (run) => endOne(run, Number(id)))) changed += 1;
  }
  return changed;
}
