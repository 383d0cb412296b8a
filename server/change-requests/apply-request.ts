import type { Actor } from "../audit/write-audit.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import { appliers } from "./appliers.ts";
import { closeRequest } from "./close-request.ts";
import type { RequestRecord } from "./request-record.ts";

/**
 * Does what a locked, open request asks for and closes it; where that is no longer possible as it was seen, it is
 * cancelled and says why.
 */
export async function applyRequest(run: RunStatement, record: RequestRecord, actor: Actor): Promise<PushDraft[]> {
  const applied = await appliers[record.kind](run, record, actor);
  if (!applied.ok) {
    return [await closeRequest(run, record, { state: "cancelled", actor, outcome: applied.outcome })];
  }
  const { outcome, done, pushes } = applied;
  return [...pushes, await closeRequest(run, record, { state: "approved", actor, outcome, done })];
}
