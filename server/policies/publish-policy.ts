import type { PolicyPublish, PolicyPublished, PolicyRecord } from "../../lib/contracts/policies.ts";
import { type Loosening, looseningsOf } from "../../lib/thresholds/loosening.ts";
import { type Actor, actorOf } from "../audit/write-audit.ts";
import { openRequest } from "../change-requests/open-request.ts";
import { readRequest, requestRow } from "../change-requests/request-record.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { requireUser } from "../http/require-user.ts";
import { appendPush } from "../realtime/append-push.ts";
import type { Caller } from "../responses/check-permitted.ts";
import { checkPolicy } from "./check-policy.ts";
import { lockNewest, putVersion } from "./put-version.ts";

interface Publication {
  readonly input: PolicyPublish;
  readonly caller: Caller;
}

interface Asked extends Publication {
  readonly current: PolicyRecord;
  readonly loosenings: readonly Loosening[];
  readonly actor: Actor;
}

async function ask(run: RunStatement, { input, caller, current, loosenings, actor }: Asked): Promise<PolicyPublished> {
  const { id: userId, sessionId } = requireUser(caller.principal);
  const kinds = [...new Set(loosenings.map(({ kind }) => kind))];
  const { id, push } = await openRequest(run, {
    stream: streamNumbers[input.stream],
    kind: "policy.publish",
    title: `Publish version ${current.version + 1}: it loosens ${kinds.join(", ")}`,
    reason: input.reason,
    payload: input,
    evidence: { before: current.body, loosenings },
    isException: kinds.every((kind) => kind === "exception"),
    requester: { kind: "person", userId, sessionId, actor },
  });
  const request = requestRow(await readRequest(run, id));
  await appendPush(run, [push]);
  return { request };
}

async function publish(run: RunStatement, publication: Publication): Promise<PolicyPublished> {
  const { input, caller } = publication;
  const actor = actorOf(caller);
  // One publication of a stream at a time: the second sees the first and finds that it was based on another version.
  const current = await lockNewest(run, streamNumbers[input.stream]);
  if (current.version !== input.basedOn) {
    throw new AppError("conflict", { detail: `Version ${current.version} was published meanwhile.`, current });
  }
  const loosenings = looseningsOf(current.body, input.policy);
  // Generated traffic: what is tried out there takes effect at once.
  if (loosenings.length > 0 && input.stream !== "demo") {
    return ask(run, { ...publication, current, loosenings, actor });
  }
  const { record, pushes } = await putVersion(run, { input, current, author: actor.name, actor, request: null });
  await appendPush(run, pushes);
  return record;
}

/**
 * Publishes the next version of a stream's policy; scoring takes it up at an offset, which the record then names. One
 * that lets more through than the one before is asked for instead: a second person decides.
 */
export function publishPolicy(app: App, publication: Publication): Promise<PolicyPublished> {
  checkPolicy(publication.input.policy, app.now());
  return inTransaction(app.pool, (run) => publish(run, publication));
}
