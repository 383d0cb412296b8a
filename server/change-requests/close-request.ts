import type { ChangeRequestState } from "../../lib/contracts/change-requests.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import type { RequestRecord } from "./request-record.ts";
import { tellOfRequest } from "./tell-of-request.ts";

interface Closing {
  readonly state: Exclude<ChangeRequestState, "open">;
  readonly actor: Actor;
  readonly outcome: string;
  /** What was done, where something was. */
  readonly done?: unknown;
}

const verbs = { approved: "apply", refused: "refuse", cancelled: "cancel", expired: "expire" } as const;

/** Ends a locked, open request, with its audit entry; returns what to tell open screens. */
export async function closeRequest(
  run: RunStatement,
  record: RequestRecord,
  { state, actor, outcome, done }: Closing,
): Promise<PushDraft> {
  await run(
    "UPDATE change_request SET state = $2, closed_at = now(), closed_by = $3, outcome = $4 WHERE id = $1::bigint",
    [record.id, state, actor.name, outcome],
  );
  await appendAudit(run, {
    actor,
    action: `changeRequest.${verbs[state]}`,
    resource: `changeRequest:${record.id}`,
    outcome: "success",
    before: { state: "open" },
    after: { state, kind: record.kind, digest: record.digest, outcome, ...(done === undefined ? {} : { done }) },
  });
  return tellOfRequest(run, { ...record, state }, "closed");
}
