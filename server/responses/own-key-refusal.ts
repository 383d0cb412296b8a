import type { RunStatement } from "../db/run-statement.ts";
import type { ResponseRecord } from "./response-record.ts";

const keyPrefix = "key:";

/**
 * Why somebody may not decide on what a key has proposed: a key that they have made is their own hand, and nobody
 * decides on their own proposal. Null where that is not so.
 */
export async function ownKeyRefusal(
  run: RunStatement,
  { proposedBy, stream }: Pick<ResponseRecord, "proposedBy" | "stream">,
  person: string,
): Promise<string | null> {
  if (!proposedBy.startsWith(keyPrefix)) return null;
  const sql = "SELECT 1 FROM api_key WHERE stream = $1 AND name = $2 AND created_by = $3 LIMIT 1";
  const { rows } = await run(sql, [stream, proposedBy.slice(keyPrefix.length), person]);
  return rows.length === 0 ? null : "You made the key that proposed it: ask another responder.";
}
