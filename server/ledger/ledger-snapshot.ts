import type { Pool, PoolClient } from "../db/pg.ts";

/**
 * One snapshot for all counts. The lock, taken before the snapshot, keeps retention from dropping a day between the
 * two: the day's rows would be gone and its archived counts not yet seen.
 */
export async function inSnapshot<T>(client: PoolClient, stream: number, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    await client.query(`LOCK TABLE event_${stream}, intake_${stream}, block_${stream} IN ACCESS SHARE MODE`);
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Lends a connection of the pool. */
export async function withClient<T>(pool: Pool, use: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed = true;
  try {
    const result = await use(client);
    failed = false;
    return result;
  } finally {
    // After a failure inside a transaction a fresh connection is the surer one.
    client.release(failed);
  }
}
