import type { z } from "zod";
import type { PlaybookAnswer, playbookChangeSchema, playbookCreateSchema } from "../../lib/contracts/playbooks.ts";
import { playbookLoosenings } from "../../lib/responses/playbook-loosening.ts";
import type { Loosening } from "../../lib/thresholds/loosening.ts";
import { actorOf } from "../audit/write-audit.ts";
import { openRequest } from "../change-requests/open-request.ts";
import { readRequest, requestRow } from "../change-requests/request-record.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { requireUser } from "../http/require-user.ts";
import { appendPush } from "../realtime/append-push.ts";
import type { Caller } from "./check-permitted.ts";
import { checkPlaybook, lockPlaybook, type PlaybookVersion, putPlaybook } from "./put-playbook.ts";

type Wanted = Pick<PlaybookVersion, "stream" | "before" | "body" | "reason" | "now">;

/** Asks a second person for a playbook that does more by itself, or asks people less. */
async function ask(
  run: RunStatement,
  { stream, before, body, reason }: Wanted,
  { loosenings, caller }: { readonly loosenings: readonly Loosening[]; readonly caller: Caller },
): Promise<PlaybookAnswer> {
  const { id: userId, sessionId } = requireUser(caller.principal);
  await checkPlaybook(run, stream, body);
  const kinds = [...new Set(loosenings.map(({ kind }) => kind))];
  const { id, push } = await openRequest(run, {
    stream,
    kind: "playbook.change",
    title: `${before === null ? "Add" : "Change"} the playbook ${body.name}: it loosens ${kinds.join(", ")}`,
    reason,
    payload: { id: before?.id ?? null, basedOn: before?.version ?? null, body, reason },
    evidence: { before: before?.body ?? null, loosenings },
    requester: { kind: "person", userId, sessionId, actor: actorOf(caller) },
  });
  const request = requestRow(await readRequest(run, id));
  await appendPush(run, [push]);
  return { request };
}

/** In force at once, or asked for where it lets more through; the demonstration's own takes effect at once. */
async function putOrAsk(run: RunStatement, wanted: Wanted, caller: Caller): Promise<PlaybookAnswer> {
  const loosenings = playbookLoosenings(wanted.before?.body ?? null, wanted.body);
  if (loosenings.length > 0 && wanted.stream !== streamNumbers.demo) {
    return ask(run, wanted, { loosenings, caller });
  }
  const actor = actorOf(caller);
  const { playbook, pushes } = await putPlaybook(run, { ...wanted, author: actor.name, actor, request: null });
  await appendPush(run, pushes);
  return playbook;
}

/** Adds a playbook; one that does something without people is asked for instead: a second person decides. */
export function createPlaybook(
  app: App,
  { input, caller }: { readonly input: z.infer<typeof playbookCreateSchema>; readonly caller: Caller },
): Promise<PlaybookAnswer> {
  const { body, reason } = input;
  const wanted = { stream: streamNumbers[input.stream], before: null, body, reason, now: app.now() };
  return inTransaction(app.pool, (run) => putOrAsk(run, wanted, caller));
}

interface Change {
  readonly id: number;
  readonly input: z.infer<typeof playbookChangeSchema>;
  readonly caller: Caller;
}

/**
 * The next version of a playbook; approvals of what the older one proposed are void. One that does more without people
 * than the version before, or asks them about less, is asked for instead: a second person decides.
 */
export function changePlaybook(app: App, { id, input, caller }: Change): Promise<PlaybookAnswer> {
  const { basedOn, body, reason } = input;
  const now = app.now();
  return inTransaction(app.pool, async (run) => {
    const before = await lockPlaybook(run, id, basedOn);
    return putOrAsk(run, { stream: before.stream, before, body, reason, now }, caller);
  });
}
