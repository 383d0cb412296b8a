import type { RunStatement } from "../db/run-statement.ts";
import type { ScoredPart } from "../event-log/scored-part.ts";

const sql = `
  INSERT INTO dead_letter (stream, "offset", source, received, reason)
  SELECT $1::smallint, d."offset", d.source, d.received, d.reason
  FROM unnest($2::bigint[], $3::int[], $4::timestamptz[], $5::text[]) AS d ("offset", source, received, reason)`;

/** Sets aside the events that have no score; nothing else waits for them. */
export async function recordDeadLetters(
  run: RunStatement,
  stream: number,
  parts: readonly ScoredPart[],
): Promise<void> {
  const letters = parts.flatMap((part) =>
    [...part.deadLetters].map(([offset, reason]) => ({
      offset,
      reason: reason.replaceAll("\0", "\ufffd").slice(0, 2000),
      source: part.columns.source[part.from + offset - part.scored.first] ?? 0,
      received: new Date(part.receivedMs),
    })),
  );
  if (letters.length === 0) return;
  await run(sql, [
    stream,
    letters.map(({ offset }) => offset),
    letters.map(({ source }) => source),
    letters.map(({ received }) => received),
    letters.map(({ reason }) => reason),
  ]);
}
