import type { PushDraft, RunStatement } from "../realtime/append-push.ts";
import { systemActor } from "../responses/take-step.ts";
import { closeRequest } from "./close-request.ts";
import { requestColumns, requestRecord } from "./request-record.ts";

interface Overtaking {
  readonly stream: number;
  /** The version that is published now. */
  readonly version: number;
  /** The request that it was approved by. */
  readonly except: number | null;
}

/** Cancels the open requests for a policy of this stream: another version is published than they were made on. */
export async function cancelOvertaken(
  run: RunStatement,
  { stream, version, except }: Overtaking,
): Promise<PushDraft[]> {
  const { rows } = await run(
    `SELECT ${requestColumns} FROM change_request r WHERE r.stream = $1::smallint AND r.state = 'open'
      AND r.kind = 'policy.publish' AND r.id IS DISTINCT FROM $2::bigint ORDER BY r.id FOR UPDATE`,
    [stream, except],
  );
  const pushes: PushDraft[] = [];
  for (const row of rows) {
    const outcome = `Version ${version} was published meanwhile.`;
    pushes.push(await closeRequest(run, requestRecord(row), { state: "cancelled", actor: systemActor, outcome }));
  }
  return pushes;
}
