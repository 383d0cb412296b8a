import { type Queryable, sqlStateOf } from "../db/pg.ts";
import { dayMs } from "./recent-ids.ts";

/** Two processes that make the same partition at once: one of them meets what the other has just made. */
const madeMeanwhile = new Set(["23505", "42P07", "42710"]);

/** Makes the partitions of one UTC day for all tables of the stream that grow with traffic. */
async function ensureDay(db: Queryable, stream: number, day: number): Promise<void> {
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  const config = { text: "SELECT ensure_partitions($1::smallint, $2::date)", values: [stream, date] };
  try {
    await db.query(config);
  } catch (error) {
    if (!madeMeanwhile.has(sqlStateOf(error) ?? "")) throw error;
    await db.query(config);
  }
}

/**
 * Remembers for which days partitions were made, and makes the next day's ahead, so that midnight costs no append a
 * wait for the lock on the parent table.
 */
export function createPartitionKeeper(db: Queryable, stream: number): (day: number) => Promise<void> {
  const made = new Set<number>();
  return async (day) => {
    for (const wanted of [day, day + 1]) {
      if (made.has(wanted)) continue;
      await ensureDay(db, stream, wanted);
      made.add(wanted);
    }
  };
}
