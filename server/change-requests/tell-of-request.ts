import type { PushBody } from "../../lib/contracts/live.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import type { RequestRecord } from "./request-record.ts";

/** How many requests of a stream are open. */
export async function countOpen(run: RunStatement, stream: number): Promise<number> {
  const sql = "SELECT count(*)::int AS open FROM change_request WHERE stream = $1::smallint AND state = 'open'";
  const { rows } = await run(sql, [stream]);
  return Number(rows[0]?.open ?? 0);
}

/** What open screens are told of a request, as it is now. */
export async function tellOfRequest(
  run: RunStatement,
  { id, stream, state }: Pick<RequestRecord, "id" | "stream" | "state">,
  change: PushBody["changeRequest"]["change"],
): Promise<PushDraft> {
  const body = { stream: streamName(stream), id, change, state, open: await countOpen(run, stream) };
  return { kind: "changeRequest", stream, body };
}
