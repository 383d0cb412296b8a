import type { IngestAnswer } from "../../lib/contracts/events.ts";
import type { Queryable } from "../db/pg.ts";
import type { IntakeCount, ReceiptKey } from "./append-job.ts";
import type { BuiltBlock } from "./build-blocks.ts";

export interface StoredAnswer {
  readonly receipt: ReceiptKey;
  readonly answer: IngestAnswer;
}

export interface Append {
  readonly stream: number;
  /** The head as this process knows it; if another process appended meanwhile, nothing is written. */
  readonly expected: number;
  readonly appendedMs: number;
  readonly block: BuiltBlock | null;
  readonly intake: readonly IntakeCount[];
  readonly answers: readonly StoredAnswer[];
}

/**
 * Everything of an append in one statement: the counter is locked until it commits and rolled back with it, so that
 * offsets are dense and in commit order, and an answer is stored exactly when its records are. A closed log takes nothing.
 */
const appendText = `
WITH head AS (
  UPDATE log_head SET next = next + $2::integer WHERE stream = $1::smallint AND next = $3::bigint AND NOT closed
  RETURNING next - $2::integer AS first
), appended AS (
  INSERT INTO block (stream, first, n, received, cols, raw, record_ids)
  SELECT $1::smallint, first, $2::integer, $4::timestamptz, $5::bytea, $6::bytea, $7::bytea FROM head WHERE $2::integer > 0
), counted AS (
  INSERT INTO intake (stream, received, source, total, rejected, duplicate, accepted)
  SELECT $1::smallint, $4::timestamptz, c.* FROM head, unnest($8::integer[], $9::integer[], $10::integer[], $11::integer[], $12::integer[]) AS c
), answered AS (
  INSERT INTO receipt (stream, key_id, idempotency_key, batch_id, body_digest, answer)
  SELECT $1::smallint, a.key_id, a.idempotency_key, (a.answer->>'batchId')::uuid, decode(a.sha256, 'hex'), a.answer
  FROM head, unnest($13::uuid[], $14::text[], $15::text[], $16::jsonb[]) AS a (key_id, idempotency_key, sha256, answer)
)
SELECT first, CASE WHEN $2::integer > 0 THEN pg_notify('tideline_log', $1::smallint::text) END FROM head`;

const nothing = Buffer.alloc(0);

/** Sends the append. Returns the offset of its first record, or null if the head was not where it was expected. */
export async function sendAppend(db: Queryable, append: Append): Promise<number | null> {
  const { block, intake, answers } = append;
  const { rows } = await db.query<{ first: string }>({
    name: "append",
    text: appendText,
    values: [
      append.stream,
      block?.rows.length ?? 0,
      append.expected,
      new Date(append.appendedMs),
      block?.cols ?? nothing,
      block?.raw ?? nothing,
      block?.recordIds ?? nothing,
      intake.map((count) => count.source),
      intake.map((count) => count.total),
      intake.map((count) => count.rejected),
      intake.map((count) => count.duplicate),
      intake.map((count) => count.accepted),
      answers.map(({ receipt }) => receipt.keyId),
      answers.map(({ receipt }) => receipt.idempotencyKey),
      answers.map(({ receipt }) => receipt.bodyDigest.toString("hex")),
      answers.map(({ answer }) => JSON.stringify(answer)),
    ],
  });
  const first = rows[0]?.first;
  return first === undefined ? null : Number(first);
}
