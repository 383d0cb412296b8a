import { decodeScoreBatch, type ScoreVectors, type VectorNames } from "../../lib/pipeline/score-batch-codec.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { decompress } from "../event-log/block-bytes.ts";
import type { EventRecord } from "./event-row.ts";

/** What the scoring transaction of the event computed beside its row; null where it is not kept any more. */
export async function readVectors(
  db: Database,
  { stream, id, received }: Pick<EventRecord, "stream" | "id" | "received">,
): Promise<(VectorNames & ScoreVectors) | null> {
  const [batch] = await db.$queryRaw<{ first: bigint; body: Uint8Array }[]>(Sql.sql`
    SELECT first, body FROM score_batch
    WHERE stream = ${stream}::smallint AND first <= ${id}::bigint
      AND received > ${received}::timestamptz - interval '1 day' AND received < ${received}::timestamptz + interval '1 day'
    ORDER BY first DESC LIMIT 1`);
  if (batch === undefined) return null;
  const decoded = decodeScoreBatch(await decompress(batch.body));
  if (!decoded.ok) throw new Error(`The scores of event ${id} cannot be read: ${decoded.reason}`);
  const { detectorNames, featureNames, length, row } = decoded.batch;
  const index = Number(id - batch.first);
  return index >= length ? null : { detectorNames, featureNames, ...row(index) };
}
