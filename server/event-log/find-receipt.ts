import { type IngestAnswer, ingestAnswerSchema } from "../../lib/contracts/events.ts";
import type { Queryable } from "../db/pg.ts";
import type { ReceiptKey } from "./append-job.ts";

/** How long a stored answer is given again. */
const receiptDays = 7;

/**
 * The stored answer of an earlier request with the same key, whose body may have been another; null if there is none
 * within `receiptDays`. One that is older is removed, so that its key is free again.
 */
export async function findReceipt(
  db: Queryable,
  stream: number,
  wanted: ReceiptKey,
): Promise<{ readonly answer: IngestAnswer; readonly sameBody: boolean } | null> {
  const { rows } = await db.query<{ body_digest: Buffer; answer: unknown; expired: boolean }>({
    text: `SELECT body_digest, answer, created_at < now() - make_interval(days => $4) AS expired FROM receipt
      WHERE stream = $1 AND key_id = $2 AND idempotency_key = $3`,
    values: [stream, wanted.keyId, wanted.idempotencyKey, receiptDays],
  });
  const row = rows[0];
  if (row === undefined) return null;
  if (row.expired) {
    await db.query({
      text: `DELETE FROM receipt WHERE stream = $1 AND key_id = $2 AND idempotency_key = $3
        AND created_at < now() - make_interval(days => $4)`,
      values: [stream, wanted.keyId, wanted.idempotencyKey, receiptDays],
    });
    return null;
  }
  return { answer: ingestAnswerSchema.parse(row.answer), sameBody: row.body_digest.equals(wanted.bodyDigest) };
}
