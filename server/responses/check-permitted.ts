import type { Permission } from "../../lib/contracts/permissions.ts";
import { type ResponseVerb, refusalOf } from "../../lib/responses/permitted.ts";
import type { ResponseState } from "../../lib/responses/words.ts";
import { type Actor, actorOf } from "../audit/write-audit.ts";
import { type Principal, principalMay } from "../auth/principal.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { checkOwnStream } from "../http/check-own-stream.ts";
import { ownKeyRefusal } from "./own-key-refusal.ts";
import { type ResponseRecord, responseRow } from "./response-record.ts";

/** Who asks for a decision, as a route knows it. */
export interface Caller {
  readonly principal: Principal;
  readonly address: string;
  readonly requestId: string;
}

const permissionOf: Readonly<Record<ResponseVerb, Permission>> = {
  approve: "responses:decide",
  override: "responses:decide",
  cancel: "responses:cancel",
  undo: "responses:decide",
  extend: "responses:decide",
  settle: "responses:decide",
};

const possibleState: Readonly<Record<ResponseVerb, ResponseState>> = {
  approve: "awaiting_approval",
  override: "awaiting_approval",
  cancel: "awaiting_approval",
  undo: "active",
  extend: "active",
  settle: "unknown",
};

/** Why the caller may not do it now, in words; null where they may. */
export function refusalFor(record: ResponseRecord, verb: ResponseVerb, principal: Principal): string | null {
  const actor = actorOf({ principal, address: "", requestId: "" }).name;
  const { state, proposedBy } = record;
  const hasRight = principalMay(principal, permissionOf[verb]);
  return refusalOf({ verb, state, proposedBy, actor, isKey: principal.kind === "key", hasRight });
}

/** Lets a person's or key's decision pass, or refuses it: 409 where somebody was quicker, 422 where a rule forbids it. */
export function checkPermitted(record: ResponseRecord, verb: ResponseVerb, caller: Caller): Actor {
  checkOwnStream(caller.principal, streamName(record.stream));
  const refusal = refusalFor(record, verb, caller.principal);
  if (refusal === null) return actorOf(caller);
  // With a state in which the verb is possible, what is left is a broken rule and no lost race.
  const rule = refusalFor({ ...record, state: possibleState[verb] }, verb, caller.principal);
  if (rule !== null) throw new AppError("unprocessable", { detail: rule });
  throw new AppError("conflict", { detail: refusal, current: responseRow(record) });
}

/** `checkPermitted` for approving and overriding, which nobody does to what a key of their own has proposed. */
export async function checkMayDecide(
  run: RunStatement,
  { record, verb, caller }: { record: ResponseRecord; verb: "approve" | "override"; caller: Caller },
): Promise<Actor> {
  const actor = checkPermitted(record, verb, caller);
  const refusal = await ownKeyRefusal(run, record, actor.name);
  if (refusal !== null) throw new AppError("unprocessable", { detail: refusal });
  return actor;
}
