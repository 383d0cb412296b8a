import type { ChangeRequestKind } from "../../lib/contracts/change-requests.ts";
import { delayHours, requestDays, standInMs } from "../../lib/thresholds/second-person.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { noteLoosening } from "../own-events/note-loosening.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import { readDeciders, voicesFor } from "./read-deciders.ts";
import { readRequest, requestDigest, requestRow } from "./request-record.ts";
import { tellOfRequest } from "./tell-of-request.ts";

/** Who asks: a person in a session, or Tideline itself. */
export type Requester =
  | { readonly kind: "person"; readonly userId: string; readonly sessionId: string; readonly actor: Actor }
  | { readonly kind: "system"; readonly actor: Actor };

export interface RequestDraft {
  readonly stream: number;
  readonly kind: ChangeRequestKind;
  /** One line that lists show. */
  readonly title: string;
  /** Why, by whoever asks. */
  readonly reason: string;
  /** What is done once it is approved: all that the kind's applier needs. */
  readonly payload: unknown;
  /** What people decide on. */
  readonly evidence: unknown;
  /** Nothing but exceptions: these wait an hour where others wait a day. */
  readonly isException?: boolean;
  readonly requester: Requester;
}

/** People beside whoever asks: what Tideline itself wants takes two, but in the demonstration. */
const needsOf = ({ requester, stream }: RequestDraft) =>
  requester.kind === "person" || stream === streamNumbers.demo ? 1 : 2;

const insertSql = `
  INSERT INTO change_request (stream, kind, title, reason, payload, evidence, digest, requested_by, requested_name,
    requested_session, needs, delay_seconds, expires_at)
  VALUES ($1::smallint, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8, $9, $10, $11::smallint, $12::int,
    now() + make_interval(days => $13::int))
  ON CONFLICT DO NOTHING RETURNING id`;

const json = (value: unknown) => JSON.stringify(value).replaceAll("\\u0000", "\\ufffd");

/** Where too few could decide, when the wait is over; kept up to date by the job that ends it. */
export async function placeStandIn(run: RunStatement, id: number): Promise<Date | null> {
  const record = await readRequest(run, id);
  const deciders = await readDeciders(run);
  const due = standInMs({
    needs: record.needs,
    voices: voicesFor(record, deciders),
    createdMs: record.createdAt.getTime(),
    delayMs: record.delaySeconds * 1000,
    lastLossMs: deciders.lastLossMs,
  });
  const notBefore = due === null ? null : new Date(due);
  if (notBefore?.getTime() === record.notBefore?.getTime()) return notBefore;
  await run("UPDATE change_request SET not_before = $2::timestamptz WHERE id = $1::bigint AND state = 'open'", [
    id,
    notBefore,
  ]);
  return notBefore;
}

/**
 * Asks for a change that needs a second person, inside the caller's transaction, with its audit entry. The message for
 * open screens is returned: the caller's `appendPush`, its last statement, takes it along. The same thing is asked for
 * once at a time: the second is refused with the first.
 */
export async function openRequest(
  run: RunStatement,
  draft: RequestDraft,
): Promise<{ readonly id: number; readonly push: PushDraft }> {
  const { stream, kind, title, reason, requester, isException = false } = draft;
  // As the database will give it back: the digest is of that.
  const [payload, evidence]: unknown[] = [JSON.parse(json(draft.payload)), JSON.parse(json(draft.evidence))];
  const digest = requestDigest({ kind, payload, evidence });
  const person = requester.kind === "person" ? requester : null;
  const { rows } = await run(insertSql, [
    stream,
    kind,
    title,
    reason,
    json(payload),
    json(evidence),
    digest,
    person?.userId ?? null,
    requester.actor.name,
    person?.sessionId ?? null,
    needsOf(draft),
    (isException ? delayHours.exception : delayHours.usual) * 3600,
    requestDays,
  ]);
  if (rows[0] === undefined) {
    throw new AppError("conflict", { detail: "This has been asked for already, and nobody has decided yet." });
  }
  const id = Number(rows[0].id);
  await placeStandIn(run, id);
  const record = await readRequest(run, id);
  await appendAudit(run, {
    actor: requester.actor,
    action: "changeRequest.open",
    resource: `changeRequest:${id}`,
    outcome: "success",
    after: { ...requestRow(record), payload, evidence },
  });
  if (person !== null) {
    const message = `${title}, asked for: ${reason}`;
    const { actor } = person;
    await noteLoosening(run, {
      stream,
      operation: "loosening.ask",
      subject: `changeRequest:${id}`,
      what: `asked for, ${title}`,
      message,
      author: actor.name,
      actor,
    });
  }
  return { id, push: await tellOfRequest(run, record, "opened") };
}
