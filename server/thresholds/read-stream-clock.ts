import type { Queryable } from "../db/pg.ts";

const sql = `
  SELECT extract(epoch FROM greatest(
    (SELECT max(stream_at) FROM threshold_change WHERE stream = $1),
    (SELECT to_timestamp((body ->> 'at')::float8 / 1000) FROM guard_view WHERE stream = $1),
    (SELECT least(time, received) FROM event WHERE stream = $1 ORDER BY id DESC LIMIT 1)
  ))::float8 * 1000 AS ms`;

/**
 * Where the clock of a stream stands (ms), as far as it is written: the latest time of its events, which a replay of old
 * records leaves days behind that of the wall. Null before the first event.
 */
export async function readStreamClock(db: Queryable, stream: number): Promise<number | null> {
  const { rows } = await db.query<{ ms: number | null }>({ text: sql, values: [stream] });
  const ms = rows[0]?.ms ?? null;
  return ms === null ? null : Math.floor(ms);
}
