import { type Pool, sqlStateOf } from "../db/pg.ts";

/** Today and the two days after it. */
const daysAhead = 3;
/** Two processes that make the same partition at once: one of them meets what the other has just made. */
const madeMeanwhile = new Set(["23505", "42P07", "42710"]);

const sql = `SELECT ensure_partitions(s.id, ((now() AT TIME ZONE 'UTC')::date + d))
  FROM stream s, generate_series(0, ${daysAhead - 1}) AS d`;

/** Makes the coming days' partitions of all streams, so that midnight costs nobody a wait. */
export async function ensureUpcomingPartitions(pool: Pool): Promise<void> {
  try {
    await pool.query(sql);
  } catch (error) {
    if (!madeMeanwhile.has(sqlStateOf(error) ?? "")) throw error;
    await pool.query(sql);
  }
}
