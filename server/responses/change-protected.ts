import type { z } from "zod";
import type { ProtectedEntity, ProtectedRemoved, protectedCreateSchema } from "../../lib/contracts/playbooks.ts";
import { isAddressRange } from "../../lib/responses/address-range.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { type Actor, actorOf } from "../audit/write-audit.ts";
import { openRequest } from "../change-requests/open-request.ts";
import { readRequest, requestRow } from "../change-requests/request-record.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { requireUser } from "../http/require-user.ts";
import { noteLoosening } from "../own-events/note-loosening.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import type { Caller } from "./check-permitted.ts";
import { publishSteps } from "./publish-steps.ts";
import { protectedColumns, protectedEntity } from "./read-protected.ts";

function pushOf({ stream }: ProtectedEntity): PushDraft {
  const number = stream === null ? null : streamNumbers[stream];
  return { kind: "responseSettings", stream: number, body: { stream, what: "protected" } };
}

/** Read whole for every response: no list may be so long that part of it goes unread. */
const mostProtected = 5000;

async function refuseTooMany(run: RunStatement): Promise<void> {
  const { rows } = await run("SELECT count(*)::int AS entries FROM protected_entity", []);
  if (Number(rows[0]?.entries) < mostProtected) return;
  throw new AppError("unprocessable", {
    detail: `The list has ${mostProtected} entries, which is the most: use a range, or have some taken off.`,
  });
}

/** Protects what fits the pattern from every response, from now on: also from what was approved and has not begun. */
export function addProtected(
  app: App,
  { input, actor }: { readonly input: z.infer<typeof protectedCreateSchema>; readonly actor: Actor },
): Promise<ProtectedEntity> {
  const { stream, kind, pattern, reason } = input;
  if (kind === "address" && !pattern.includes("*") && !isAddressRange(pattern)) {
    const message = "An address, a CIDR block such as 10.0.0.0/8, or an address with *.";
    throw new AppError("invalid_request", { detail: message, fields: [{ path: "body.pattern", message }] });
  }
  return inTransaction(app.pool, async (run) => {
    await refuseTooMany(run);
    const { rows } = await run(
      `INSERT INTO protected_entity (stream, kind, pattern, reason, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT DO NOTHING RETURNING ${protectedColumns}`,
      [stream === null ? null : streamNumbers[stream], kind, pattern, reason, actor.name, app.now()],
    );
    if (rows[0] === undefined) throw new AppError("conflict", { detail: `${pattern} is protected already.` });
    const added = protectedEntity(rows[0]);
    const resource = `protected:${added.id}`;
    await appendAudit(run, { actor, action: "protected.add", resource, outcome: "success", after: added });
    await publishSteps(run, [], [pushOf(added)]);
    return added;
  });
}

interface Removal {
  readonly id: number;
  readonly kind: string;
  readonly pattern: string;
  /** Whose wish it is. */
  readonly author: string;
  /** The request that it was approved by. */
  readonly request: number | null;
  readonly reason: string;
  readonly actor: Actor;
}

/** The entry as it was seen, taken off the list, with its audit entry; null where it is not there any more. */
export async function takeProtection(
  run: RunStatement,
  { id, kind, pattern, reason, author, actor, request }: Removal,
): Promise<{ readonly entity: ProtectedEntity; readonly push: PushDraft } | null> {
  const { rows } = await run(
    `DELETE FROM protected_entity WHERE id = $1 AND kind = $2 AND pattern = $3 RETURNING ${protectedColumns}`,
    [id, kind, pattern],
  );
  if (rows[0] === undefined) return null;
  const entity = protectedEntity(rows[0]);
  await appendAudit(run, {
    actor,
    action: "protected.remove",
    resource: `protected:${id}`,
    outcome: "success",
    before: entity,
    after: { reason, ...(request === null ? {} : { request }) },
  });
  await noteLoosening(run, {
    stream: streamNumbers[entity.stream ?? "main"],
    operation: "loosening.apply",
    subject: `protected:${pattern}`,
    message: `${pattern} is no longer protected: ${reason}`,
    author,
    actor,
  });
  return { entity, push: pushOf(entity) };
}

async function lockProtected(run: RunStatement, id: number): Promise<ProtectedEntity> {
  const { rows } = await run(`SELECT ${protectedColumns} FROM protected_entity WHERE id = $1 FOR UPDATE`, [id]);
  if (rows[0] === undefined) throw new AppError("not_found", { detail: `There is no protected entry ${id}.` });
  return protectedEntity(rows[0]);
}

/** Asks a second person to take the protection away. What protects in every stream is asked for in `main`. */
async function askToShorten(run: RunStatement, entity: ProtectedEntity, { reason, caller }: Shortening) {
  const { id: userId, sessionId } = requireUser(caller.principal);
  const { id, kind, pattern } = entity;
  const opened = await openRequest(run, {
    stream: streamNumbers[entity.stream ?? "main"],
    kind: "protected.shorten",
    title: `No longer protect ${pattern}`,
    reason,
    payload: { id, kind, pattern, reason },
    evidence: { entity },
    requester: { kind: "person", userId, sessionId, actor: actorOf(caller) },
  });
  const request = requestRow(await readRequest(run, opened.id));
  await publishSteps(run, [], [opened.push]);
  return { request };
}

interface Shortening {
  readonly id: number;
  readonly reason: string;
  readonly caller: Caller;
}

/**
 * Takes the protection away; what comes with Tideline is in no table and stays. A shorter list lets more be done, so
 * that a second person is asked first, but for the list of `demo` alone.
 */
export function removeProtected(app: App, shortening: Shortening): Promise<ProtectedRemoved> {
  const { id, reason, caller } = shortening;
  return inTransaction(app.pool, async (run) => {
    const entity = await lockProtected(run, id);
    if (entity.stream !== "demo") return askToShorten(run, entity, shortening);
    const { kind, pattern } = entity;
    const actor = actorOf(caller);
    const removal = { id, kind, pattern, reason, author: actor.name, actor, request: null };
    const removed = await takeProtection(run, removal);
    if (removed === null) throw new AppError("not_found", { detail: `There is no protected entry ${id}.` });
    await publishSteps(run, [], [removed.push]);
    return removed.entity;
  });
}
