import { setTimeout as pause } from "node:timers/promises";
import type { Actor } from "../audit/write-audit.ts";
import { type Pool, type PoolClient, sqlStateOf, withTransaction } from "../db/pg.ts";
import { streamName } from "../db/stream-number.ts";
import { lockStream } from "./lock-stream.ts";
import { recordChange } from "./record-change.ts";
import { tablesThatAre } from "./stream-tables.ts";

/** Deletes what unpartitioned tables hold of a stream; returns how many rows went. */
export async function deleteStreamRows(client: PoolClient, stream: number): Promise<number> {
  let rows = 0;
  for (const table of tablesThatAre("deleted")) {
    rows += (await client.query(`DELETE FROM ${table} WHERE stream = $1`, [stream])).rowCount ?? 0;
  }
  return rows;
}

/**
 * Takes what writes to the stream out of the way, in the order in which it takes its own locks: an append changes the
 * head and then inserts, a scoring transaction copies into the partitions and then moves the position.
 */
async function stopWriters(client: PoolClient, stream: number): Promise<void> {
  await client.query("SELECT 1 FROM log_head WHERE stream = $1 FOR UPDATE", [stream]);
  const scored = ["event", "score_batch", "score_block"].map((table) => `${table}_${stream}`);
  // Readers go on; no scoring transaction begins until this one ends.
  await client.query(`LOCK TABLE ${scored.join(", ")} IN SHARE ROW EXCLUSIVE MODE`);
  // Waits for a checkpoint that is being stored, too.
  await client.query("SELECT 1 FROM log_position WHERE stream = $1 FOR UPDATE", [stream]);
}

/** Sets the log back to its beginning. The fence grows: an owner that lives on can write nothing more. */
export async function resetLog(client: PoolClient, stream: number): Promise<void> {
  await client.query("UPDATE log_head SET next = 0 WHERE stream = $1", [stream]);
  await client.query(
    `UPDATE log_position SET position = 0, checkpoint = 0, fence = fence + 1, owner = NULL, lease_until = NULL
     WHERE stream = $1`,
    [stream],
  );
}

async function empty(client: PoolClient, stream: number): Promise<boolean> {
  const { removal, state } = await lockStream(client, stream);
  if (removal === null || state !== "removing") return false;
  // Whoever reads the stream for long must not hold up all who read after him: it is tried again.
  await client.query("SET LOCAL lock_timeout = '4s'");
  await stopWriters(client, stream);
  const rows = await deleteStreamRows(client, stream);
  await resetLog(client, stream);
  await client.query("UPDATE stream SET removed_at = now(), generation = generation + 1 WHERE id = $1", [stream]);
  // Last: from here on readers wait, too.
  await client.query("SELECT drop_stream_partitions($1::smallint)", [stream]);
  const actor: Actor = { kind: "system", name: `for ${removal.by}`, address: null, requestId: null };
  const after = { rows, ...removal };
  await recordChange(client, {
    stream: streamName(stream),
    actor,
    action: "stream.remove",
    outcome: "success",
    after,
    push: "removed",
  });
  return true;
}

/** Somebody else had the locks, or the server chose us to give way. */
const giveWayStates = new Set(["40P01", "55P03", "40001"]);

/**
 * Removes everything of a stream whose removal was asked for, in one transaction: it is whole before and gone after,
 * whatever is killed in between. Does nothing where it is done already. False while others hold what it needs.
 */
export async function emptyStream(pool: Pool, stream: number, attempts = 5): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await withTransaction(pool, (client) => empty(client, stream));
      return true;
    } catch (error) {
      if (!giveWayStates.has(sqlStateOf(error) ?? "")) throw error;
      if (attempt === attempts) return false;
      await pause(100 * attempt);
    }
  }
}
