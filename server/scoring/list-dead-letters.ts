import type { DeadLetterQuery, DeadLetterRow } from "../../lib/contracts/dead-letters.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";

interface Row {
  readonly offset: string;
  readonly source: string;
  readonly source_id: number;
  readonly format: string;
  readonly received: Date;
  readonly reason: string;
  readonly created_at: Date;
  readonly replayed_at: Date | null;
  readonly replayed_by: string | null;
}

/** Which dead letters; `offsets` none but these. */
export interface DeadLetterFilters {
  readonly stream: DeadLetterQuery["stream"];
  readonly state?: DeadLetterQuery["state"] | undefined;
  readonly source?: number | undefined;
  readonly offsets?: readonly number[] | undefined;
}

const conditions = {
  all: "",
  waiting: "AND d.replayed_at IS NULL",
  replayed: "AND d.replayed_at IS NOT NULL",
} as const;

/** Each filter that is set is a condition of its own, so that each question finds its index. */
function whereOf(filters: DeadLetterFilters, values: unknown[]): string {
  const { stream, state = "all", source, offsets } = filters;
  values.push(streamNumbers[stream]);
  const parts = [`d.stream = $${values.length} ${conditions[state]}`];
  if (source !== undefined) parts.push(`d.source = $${values.push(source)}`);
  if (offsets !== undefined) parts.push(`d."offset" = ANY ($${values.push([...offsets])}::bigint[])`);
  return parts.join(" AND ");
}

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Events that were accepted and could not be scored, the newest first. The cursor is the last offset seen. */
export async function listDeadLetters(
  pool: Pool,
  { cursor, limit, ...filters }: DeadLetterFilters & Page,
): Promise<{ items: DeadLetterRow[]; nextCursor: string | null }> {
  const below = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
  if (!Number.isSafeInteger(below) || below < 0) throw new RangeError(`"${cursor}" is no cursor of this list.`);
  const values: unknown[] = [below, limit + 1];
  const { rows } = await pool.query<Row>(
    `SELECT d."offset", coalesce(s.name, 'unknown') AS source, d.source AS source_id, coalesce(s.format, 'unknown') AS format,
       d.received, d.reason, d.created_at, d.replayed_at, d.replayed_by
     FROM dead_letter d LEFT JOIN source s ON s.id = d.source
     WHERE ${whereOf(filters, values)} AND d."offset" < $1 ORDER BY d."offset" DESC LIMIT $2`,
    values,
  );
  const items = rows.slice(0, limit).map((row) => ({
    offset: Number(row.offset),
    stream: filters.stream,
    source: row.source,
    sourceId: row.source_id,
    format: row.format,
    received: row.received.toISOString(),
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
    replayedAt: row.replayed_at?.toISOString() ?? null,
    replayedBy: row.replayed_by,
  }));
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.offset) : null };
}

/** Counting goes no further: the screen then says "more than". */
const mostCounted = 10_000;

/** How many match, up to one more than are counted. */
export async function countDeadLetters(pool: Pool, filters: DeadLetterFilters): Promise<number> {
  const values: unknown[] = [mostCounted + 1];
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM (SELECT 1 FROM dead_letter d WHERE ${whereOf(filters, values)} LIMIT $1) AS found`,
    values,
  );
  return rows[0]?.n ?? 0;
}
