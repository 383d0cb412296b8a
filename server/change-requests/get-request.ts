import { z } from "zod";
import type { ChangeRequestDetail, MayDecide } from "../../lib/contracts/change-requests.ts";
import { approvalRefusal } from "../../lib/thresholds/second-person.ts";
import { type Principal, principalMay } from "../auth/principal.ts";
import { readingFrom } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import { checkOwnStream } from "../http/check-own-stream.ts";
import { countingApprovals } from "./counting-approvals.ts";
import { type Deciders, decidersOf, readDeciders } from "./read-deciders.ts";
import { type RequestRecord, readRequest, requestRow } from "./request-record.ts";

const decisionSchema = z.object({
  userId: z.string(),
  by: z.string(),
  decision: z.enum(["approve", "refuse"]),
  reason: z.string(),
  at: z.date(),
});

async function readDecisions(run: RunStatement, id: number) {
  const { rows } = await run(
    `SELECT user_id AS "userId", user_name AS by, decision, reason, at FROM change_request_decision
    WHERE request_id = $1 ORDER BY at, user_id`,
    [id],
  );
  return rows.map((row) => decisionSchema.parse(row));
}

const no = (reason: string): MayDecide => ({ ok: false, reason });
const yes: MayDecide = { ok: true };

interface Asking {
  readonly record: RequestRecord;
  readonly principal: Principal;
  readonly deciders: Deciders;
  readonly approvedBy: readonly string[];
  readonly hasDecided: boolean;
}

function mayOf({ record, principal, deciders, approvedBy, hasDecided }: Asking): ChangeRequestDetail["may"] {
  const every = (answer: MayDecide) => ({ approve: answer, refuse: answer, cancel: answer });
  if (record.state !== "open") return every(no(`It is ${record.state}.`));
  if (principal.kind !== "user") return every(no("This is for people, not for keys."));
  const cancel = principalMay(principal, "changeRequests:cancel") ? yes : no("Your role does not cancel this.");
  const decider = deciders.people.find(({ id }) => id === principal.id);
  if (decider === undefined || !decider.mayDecide) {
    const refusal = no("Your role does not decide on this.");
    return { approve: refusal, refuse: refusal, cancel };
  }
  if (hasDecided) return { approve: no("You have decided already."), refuse: no("You have decided already."), cancel };
  const { sessionId } = principal;
  const refusal = approvalRefusal({ request: record, decider, sessionId, circles: deciders.circles, approvedBy });
  return {
    approve: refusal === null ? yes : no(refusal),
    refuse: record.requestedBy === principal.id ? no("It is your own: cancel it.") : yes,
    cancel,
  };
}

/** All of one request: what it asks for, who may decide, and what whoever asks may do with it. */
export async function getRequest(
  pool: Pool,
  { id, principal }: { readonly id: number; readonly principal: Principal },
): Promise<ChangeRequestDetail> {
  const run = readingFrom(pool);
  const record = await readRequest(run, id);
  checkOwnStream(principal, streamName(record.stream));
  const [decisions, deciders] = await Promise.all([readDecisions(run, id), readDeciders(run)]);
  const approvedBy = await countingApprovals(run, record, deciders);
  const hasDecided = principal.kind === "user" && decisions.some(({ userId }) => userId === principal.id);
  const isOpen = record.state === "open";
  return {
    ...requestRow(record),
    payload: record.payload,
    evidence: record.evidence,
    decisions: decisions.map(({ by, decision, reason, at }) => ({ by, decision, reason, at: at.toISOString() })),
    deciders: isOpen ? decidersOf(record, deciders, approvedBy).map(({ email, name }) => ({ email, name })) : [],
    may: mayOf({ record, principal, deciders, approvedBy, hasDecided }),
  };
}
