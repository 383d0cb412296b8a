import type { ChangeRequest, ChangeRequestDecide } from "../../lib/contracts/change-requests.ts";
import { approvalRefusal } from "../../lib/thresholds/second-person.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { type Actor, actorOf } from "../audit/write-audit.ts";
import type { UserPrincipal } from "../auth/principal.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { requireUser } from "../http/require-user.ts";
import { appendPush, type PushDraft } from "../realtime/append-push.ts";
import type { Caller } from "../responses/check-permitted.ts";
import { applyRequest } from "./apply-request.ts";
import { closeRequest } from "./close-request.ts";
import { countingApprovals } from "./counting-approvals.ts";
import { type Deciders, readDeciders } from "./read-deciders.ts";
import { readNow } from "./read-now.ts";
import { lockRequest, type RequestRecord, readRequest, requestDigest, requestRow } from "./request-record.ts";
import { tellOfRequest } from "./tell-of-request.ts";

interface Decision {
  readonly id: number;
  readonly input: ChangeRequestDecide;
  readonly caller: Caller;
}

interface Deciding {
  readonly record: RequestRecord;
  readonly input: ChangeRequestDecide;
  readonly principal: UserPrincipal;
  readonly actor: Actor;
}

/** 409 where somebody was quicker, or it is not what was seen. */
function checkStillAsSeen(record: RequestRecord, digest: string): void {
  const current = requestRow(record);
  if (record.state !== "open") throw new AppError("conflict", { detail: `It is ${record.state}.`, current });
  if (digest !== record.digest || requestDigest(record) !== record.digest) {
    throw new AppError("conflict", { detail: "It is not what you saw.", current });
  }
}

async function checkMayDecide(
  run: RunStatement,
  { record, input, principal }: Deciding,
  { deciders, approvedBy }: { readonly deciders: Deciders; readonly approvedBy: readonly string[] },
): Promise<void> {
  const refuse = (detail: string) => new AppError("unprocessable", { detail });
  const earlier = await run("SELECT 1 FROM change_request_decision WHERE request_id = $1 AND user_id = $2", [
    record.id,
    principal.id,
  ]);
  if (earlier.rows.length > 0) throw refuse("You have decided already.");
  if (input.decision === "refuse") {
    if (record.requestedBy === principal.id) throw refuse("It is your own: cancel it.");
    return;
  }
  const { people, circles } = deciders;
  // As the account is now, not as the session remembers it.
  const decider = people.find(({ id }) => id === principal.id);
  if (decider === undefined) throw refuse("Your role does not decide on this.");
  const { sessionId } = principal;
  const refusal = approvalRefusal({ request: record, decider, sessionId, circles, approvedBy });
  if (refusal !== null) throw refuse(refusal);
}

async function writeDecision(run: RunStatement, { record, input, principal, actor }: Deciding): Promise<void> {
  const { decision, reason, digest } = input;
  await run(
    `INSERT INTO change_request_decision (request_id, user_id, user_name, session_id, decision, reason, digest)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [record.id, principal.id, principal.email, principal.sessionId, decision, reason, digest],
  );
  // A refusal ends the request, and is on record with that.
  if (decision === "refuse") return;
  await appendAudit(run, {
    actor,
    action: "changeRequest.approve",
    resource: `changeRequest:${record.id}`,
    outcome: "success",
    after: { reason, digest },
  });
}

async function decide(run: RunStatement, deciding: Deciding): Promise<readonly PushDraft[]> {
  const { record, input, actor } = deciding;
  checkStillAsSeen(record, input.digest);
  // The job that ends what is over looks once a minute: nobody decides in between.
  if (record.expiresAt <= (await readNow(run))) {
    throw new AppError("conflict", { detail: "Its time is over: nobody decided.", current: requestRow(record) });
  }
  const deciders = await readDeciders(run);
  const approvedBy = await countingApprovals(run, record, deciders);
  await checkMayDecide(run, deciding, { deciders, approvedBy });
  await writeDecision(run, deciding);
  if (input.decision === "refuse") {
    return [await closeRequest(run, record, { state: "refused", actor, outcome: input.reason })];
  }
  if (approvedBy.length + 1 >= record.needs) return applyRequest(run, record, actor);
  return [await tellOfRequest(run, record, "decided")];
}

/**
 * Approves or refuses what was seen. Of any number of decisions at the same time one is the last: each locks the row,
 * and finds what the one before it left.
 */
export function decideRequest(app: App, { id, input, caller }: Decision): Promise<ChangeRequest> {
  const principal = requireUser(caller.principal);
  return inTransaction(app.pool, async (run) => {
    const record = await lockRequest(run, id);
    const pushes = await decide(run, { record, input, principal, actor: actorOf(caller) });
    const after = await readRequest(run, id);
    await appendPush(run, pushes);
    return requestRow(after);
  });
}
