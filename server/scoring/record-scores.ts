import { encodeScoreBatch } from "../../lib/pipeline/score-batch-codec.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { movePositionSql } from "../event-log/lease.ts";
import { packBytes } from "../event-log/score-bytes.ts";
import type { ScoredSpan } from "../event-log/scored-part.ts";
import { idOf } from "./entity-id.ts";

/** Bytes for `score_batch.body`; needs no transaction and is made before it begins. */
export function packScoreBatch({ names, parts }: ScoredSpan): Promise<Buffer> {
  return packBytes(
    encodeScoreBatch(
      names,
      parts.map(({ scored }) => scored),
    ),
  );
}

const recordSql = `
  WITH moved AS (
    ${movePositionSql} RETURNING 1
  ), batch AS (
    INSERT INTO score_batch (stream, first, n, received, body)
    SELECT $2::smallint, $4::bigint, $5::int, $6::timestamptz, $7::bytea FROM moved
  ), met AS (
    INSERT INTO entity (stream, id, kind, name, first_offset)
    SELECT $2::smallint, e.id, e.kind, e.name, e.first_offset
    FROM moved, unnest($8::bigint[], $9::smallint[], $10::text[], $11::bigint[]) AS e (id, kind, name, first_offset)
    ON CONFLICT DO NOTHING
  )
  SELECT count(*)::int AS moved FROM moved`;

interface Recording {
  readonly stream: number;
  readonly fence: number;
  readonly span: ScoredSpan;
  /** What `packScoreBatch` made of the span. */
  readonly body: Buffer;
}

/**
 * Moves the position and writes what belongs to the span as a whole, in one statement. False if another owner has
 * taken the stream over: then the transaction must not commit.
 */
export async function recordScores(run: RunStatement, { stream, fence, span, body }: Recording): Promise<boolean> {
  const met = span.parts.flatMap(({ scored }) => scored.met.map((entity) => ({ entity, first: scored.first })));
  const { rows } = await run(recordSql, [
    span.to,
    stream,
    fence,
    span.from,
    span.to - span.from,
    new Date(span.parts[0]?.receivedMs ?? 0),
    body,
    met.map(({ entity }) => idOf(entity.idHigh, entity.idLow)),
    met.map(({ entity }) => entity.kind),
    met.map(({ entity }) => entity.name),
    met.map(({ first }) => first),
  ]);
  return rows[0]?.moved === 1;
}
