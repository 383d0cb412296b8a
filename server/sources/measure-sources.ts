import { type Pool, type PoolClient, withTransaction } from "../db/pg.ts";

/** Intake rows added up at once, and how often in one run: a worker that was away for days catches up in turns. */
const rowsAtOnce = 100_000;
const mostTurns = 50;
const keptDays = 8;

const minutesSql = `
  WITH taken AS MATERIALIZED (
    SELECT id, source, received, total, rejected, duplicate, accepted FROM intake
    WHERE stream = $1 AND id > $2 ORDER BY id LIMIT ${rowsAtOnce}
  ), added AS (
    INSERT INTO source_minute AS m (stream, source, minute, received, rejected, duplicate, accepted)
    SELECT $1, source, date_trunc('minute', received, 'UTC'), sum(total), sum(rejected), sum(duplicate), sum(accepted)
    FROM taken GROUP BY 1, 2, 3
    ON CONFLICT (stream, source, minute) DO UPDATE SET received = m.received + excluded.received,
      rejected = m.rejected + excluded.rejected, duplicate = m.duplicate + excluded.duplicate,
      accepted = m.accepted + excluded.accepted
  ), standing AS (
    INSERT INTO source_standing AS s (source, stream, last_received)
    SELECT source, $1, max(received) FROM taken GROUP BY source
    ON CONFLICT (source) DO UPDATE SET last_received = greatest(s.last_received, excluded.last_received), measured_at = now()
  )
  SELECT max(id)::text AS last, count(*)::int AS n, array_agg(DISTINCT source) AS sources FROM taken`;

/**
 * What the newest events of each source say of its clock. Where an event's own time was not used, another stands in its
 * place, which says nothing of the clock: such events are counted, for a clock an hour ahead would else look right.
 */
export const clockSql = `
  SELECT source, max(time) FILTER (WHERE NOT time_adjusted) AS last_event,
    (percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM received - time) * 1000)
      FILTER (WHERE NOT time_adjusted))::float8 AS lag_ms,
    avg(time_adjusted::int)::real AS unused
  FROM (SELECT source, time, time_adjusted, received FROM event WHERE stream = $1 ORDER BY id DESC LIMIT $2) AS newest
  GROUP BY source`;

const keepClockSql = `
  UPDATE source_standing s SET last_event = coalesce(c.last_event, s.last_event), clock_lag_ms = c.lag_ms,
    clock_unused = c.unused
  FROM (${clockSql}) AS c
  WHERE s.source = c.source`;

/** Pauses between the minutes in which something came, over the last day. */
const habitSql = `
  UPDATE source_standing s SET active_minutes = h.n, usual_gap_ms = h.gap_ms
  FROM (
    SELECT source, count(*)::int AS n, percentile_disc(0.95) WITHIN GROUP (ORDER BY gap_ms) AS gap_ms
    FROM (
      SELECT source, (extract(epoch FROM minute - lag(minute) OVER (PARTITION BY source ORDER BY minute)) * 1000)::bigint AS gap_ms
      FROM source_minute WHERE stream = $1 AND source = ANY ($2::int[]) AND minute >= now() - interval '1 day' AND received > 0
    ) AS gaps GROUP BY source
  ) AS h WHERE s.source = h.source`;

interface Turn {
  readonly n: number;
  readonly sources: readonly number[];
}

async function takeTurn(client: PoolClient, stream: number): Promise<Turn> {
  const { rows } = await client.query<{ intake_id: string }>(
    `INSERT INTO source_cursor AS c (stream) SELECT id FROM stream WHERE id = $1 AND removal IS NULL
     ON CONFLICT (stream) DO UPDATE SET intake_id = c.intake_id RETURNING intake_id`,
    [stream],
  );
  const from = rows[0]?.intake_id;
  if (from === undefined) return { n: 0, sources: [] };
  const taken = await client.query<{ last: string | null; n: number; sources: number[] | null }>(minutesSql, [
    stream,
    from,
  ]);
  const { last = null, n = 0, sources } = taken.rows[0] ?? {};
  if (last !== null) await client.query("UPDATE source_cursor SET intake_id = $2 WHERE stream = $1", [stream, last]);
  return { n, sources: sources ?? [] };
}

/**
 * Adds up what came in since the last run by source and minute, and keeps what is known of each source's clock and
 * habits. The cursor moves in the transaction that adds: nothing is counted twice, however often this is run.
 */
export async function measureSources(pool: Pool, stream: number): Promise<void> {
  const seen = new Set<number>();
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const { n, sources } = await withTransaction(pool, (client) => takeTurn(client, stream));
    for (const source of sources) seen.add(source);
    if (n < rowsAtOnce) break;
  }
  await pool.query(`DELETE FROM source_minute WHERE stream = $1 AND minute < now() - interval '${keptDays} days'`, [
    stream,
  ]);
  if (seen.size === 0) return;
  await pool.query(keepClockSql, [stream, 20_000]);
  await pool.query(habitSql, [stream, [...seen]]);
}
