import { type Pool, type PoolClient, withTransaction } from "../db/pg.ts";
import type { StoredDay } from "./plan-expiry.ts";

export type ExpiredDay = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const rangeSql = "$2::date::timestamp AT TIME ZONE 'UTC' AND received < ($2::date + 1)::timestamp AT TIME ZONE 'UTC'";

/** Where the day's events end, and up to where scoring and its checkpoint have come. */
const standingSql = `
  SELECT (SELECT max(first + n) FROM block WHERE stream = $1 AND received >= ${rangeSql})::float8 AS ends,
    p.position::float8 AS position, p.checkpoint::float8 AS checkpoint
  FROM log_position p WHERE p.stream = $1`;

/** Counts of the day by source; added up where a day was archived before and has got rows since. */
const archiveSql = `
  INSERT INTO ledger_expired AS l (stream, day, source, total, rejected, duplicate, accepted, scored, dead_lettered)
  SELECT $1::smallint, $2::date, source, sum(total), sum(rejected), sum(duplicate), sum(accepted), sum(scored), sum(dead)
  FROM (
    SELECT source, total, rejected, duplicate, accepted, 0 AS scored, 0 AS dead FROM intake
      WHERE stream = $1 AND received >= ${rangeSql}
    UNION ALL
    SELECT source, 0, 0, 0, 0, count(*), 0 FROM event WHERE stream = $1 AND received >= ${rangeSql} GROUP BY source
    UNION ALL
    SELECT source, 0, 0, 0, 0, 0, count(*) FROM dead_letter WHERE stream = $1 AND received >= ${rangeSql} GROUP BY source
  ) AS counts
  GROUP BY source
  ON CONFLICT (stream, day, source) DO UPDATE SET total = l.total + excluded.total,
    rejected = l.rejected + excluded.rejected, duplicate = l.duplicate + excluded.duplicate,
    accepted = l.accepted + excluded.accepted, scored = l.scored + excluded.scored,
    dead_lettered = l.dead_lettered + excluded.dead_lettered`;

async function dropDay(client: PoolClient, { stream, day }: StoredDay): Promise<ExpiredDay> {
  // A reader that takes long must not make all others wait behind the drop: the job comes again.
  await client.query("SET LOCAL lock_timeout = '3s'");
  const { rows } = await client.query<{ ends: number | null; position: number; checkpoint: number }>(standingSql, [
    stream,
    day,
  ]);
  const standing = rows[0];
  if (standing === undefined) return { ok: false, reason: `There is no stream ${stream}.` };
  const { ends, position, checkpoint } = standing;
  if (ends !== null && ends > position) return { ok: false, reason: "Some of its events are not scored yet." };
  if (ends !== null && ends > checkpoint)
    return { ok: false, reason: "The state of scoring is not stored beyond it yet." };
  await client.query(archiveSql, [stream, day]);
  await client.query(`DELETE FROM dead_letter WHERE stream = $1 AND received >= ${rangeSql}`, [stream, day]);
  await client.query("SELECT drop_partitions($1::smallint, $2::date)", [stream, day]);
  return { ok: true };
}

/**
 * Drops a day of a stream and keeps its counts, in one transaction, so that the ledger adds up before and after. A day
 * is refused as long as scoring, or a restart of it, needs its blocks.
 */
export function expireDay(pool: Pool, day: StoredDay): Promise<ExpiredDay> {
  return withTransaction(pool, (client) => dropDay(client, day), "BEGIN ISOLATION LEVEL REPEATABLE READ");
}
