import type { DeadLetterQuery, DeadLetterRow } from "../../lib/contracts/dead-letters.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";

interface Row {
  readonly offset: string;
  readonly source: string;
  readonly received: Date;
  readonly reason: string;
  readonly created_at: Date;
  readonly replayed_at: Date | null;
  readonly replayed_by: string | null;
}

const sql = `
  SELECT d."offset", coalesce(s.name, 'unknown') AS source, d.received, d.reason, d.created_at, d.replayed_at, d.replayed_by
  FROM dead_letter d LEFT JOIN source s ON s.id = d.source
  WHERE d.stream = $1 AND d."offset" < $2 ORDER BY d."offset" DESC LIMIT $3`;

/** Events that were accepted and could not be scored, the newest first. The cursor is the last offset seen. */
export async function listDeadLetters(
  pool: Pool,
  { stream, cursor, limit }: Pick<DeadLetterQuery, "stream" | "cursor" | "limit">,
): Promise<{ items: DeadLetterRow[]; nextCursor: string | null }> {
  const below = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
  if (!Number.isSafeInteger(below) || below < 0) throw new RangeError(`"${cursor}" is no cursor of this list.`);
  const { rows } = await pool.query<Row>(sql, [streamNumbers[stream], below, limit + 1]);
  const items = rows.slice(0, limit).map((row) => ({
    offset: Number(row.offset),
    stream,
    source: row.source,
    received: row.received.toISOString(),
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
    replayedAt: row.replayed_at?.toISOString() ?? null,
    replayedBy: row.replayed_by,
  }));
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.offset) : null };
}
