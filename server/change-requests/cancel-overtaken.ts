import type { ChangeRequestKind } from "../../lib/contracts/change-requests.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import { systemActor } from "../responses/take-step.ts";
import { closeRequest } from "./close-request.ts";
import { requestColumns, requestRecord } from "./request-record.ts";

interface Overtaking {
  readonly stream: number;
  readonly kinds: readonly ChangeRequestKind[];
  /** Of one thing of the stream alone: the id that their payload names. */
  readonly id?: number;
  /** What came meanwhile, in words. */
  readonly outcome: string;
  /** The request that it was approved by. */
  readonly except: number | null;
}

/** Cancels the open requests for what holds otherwise now than they were made on. The stream is locked by the caller. */
export async function cancelOvertaken(
  run: RunStatement,
  { stream, kinds, id, outcome, except }: Overtaking,
): Promise<PushDraft[]> {
  const { rows } = await run(
    `SELECT ${requestColumns} FROM change_request r WHERE r.stream = $1::smallint AND r.state = 'open'
      AND r.kind = ANY($2::text[]) AND r.id IS DISTINCT FROM $3::bigint
      AND ($4::bigint IS NULL OR r.payload->>'id' = $4::bigint::text) ORDER BY r.id FOR UPDATE`,
    [stream, kinds, except, id ?? null],
  );
  const pushes: PushDraft[] = [];
  for (const row of rows) {
    pushes.push(await closeRequest(run, requestRecord(row), { state: "cancelled", actor: systemActor, outcome }));
  }
  return pushes;
}
