import { setTimeout as pause } from "node:timers/promises";
import { ledgerSchema } from "../../lib/contracts/ledger.ts";
import { type Pool, withTransaction } from "../../server/db/pg.ts";
import { createKey } from "../../server/keys/create-key.ts";

const settleMs = 120_000;

/** A key for a benchmark's load, without a limit it could meet. It outlives the web process, unlike the local one. */
export function makeKey(pool: Pool, name: string): Promise<string> {
  const rights = { stream: 1, scopes: ["ingest", "read"] as const, recordsPerSecond: 1_000_000, loopbackOnly: true };
  return withTransaction(pool, (db) => createKey(db, { name, createdBy: "bench", ...rights }));
}

/** Until the main stream is scored up to its head, through any outage of the database. */
export async function untilScored(pool: Pool): Promise<void> {
  const sql = "SELECT h.next = p.position AS done FROM log_head h JOIN log_position p USING (stream) WHERE stream = 1";
  const deadline = performance.now() + settleMs;
  for (;;) {
    const answer = await pool.query<{ done: boolean }>(sql).catch(() => null);
    if (answer?.rows[0]?.done) return;
    if (performance.now() > deadline) throw new Error("Not everything was scored within two minutes.");
    await pause(100);
  }
}

/** How far scoring is committed. */
export async function readPosition(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ position: string }>("SELECT position FROM log_position WHERE stream = 1");
  return Number(rows[0]?.position);
}

export async function readLedger(url: string, key: string): Promise<{ balanced: boolean; differences: string[] }> {
  const response = await fetch(`${url}/api/v1/ledger?stream=main`, { headers: { authorization: `Bearer ${key}` } });
  return ledgerSchema.parse(await response.json());
}

export interface StoredCounts {
  readonly head: number;
  readonly rows: number;
  readonly distinct: number;
  readonly deadLetters: number;
  readonly inBlocks: number;
}

/** What the log and the tables hold of the main stream. */
export async function countStored(pool: Pool): Promise<StoredCounts> {
  const { rows } = await pool.query<StoredCounts>(`SELECT
    (SELECT next FROM log_head WHERE stream = 1)::float8 AS head,
    (SELECT count(*) FROM event WHERE stream = 1)::float8 AS rows,
    (SELECT count(DISTINCT id) FROM event WHERE stream = 1)::float8 AS distinct,
    (SELECT count(*) FROM dead_letter WHERE stream = 1)::float8 AS "deadLetters",
    (SELECT coalesce(sum(n), 0) FROM block WHERE stream = 1)::float8 AS "inBlocks"`);
  const [counts] = rows;
  if (counts === undefined) throw new Error("The database counted nothing.");
  return counts;
}

/** Accepted events that are not stored, and stored ones that were not accepted or stand there twice. */
export function compareCounts(accepted: number, stored: StoredCounts): { lost: number; duplicated: number } {
  const kept = stored.distinct + stored.deadLetters;
  return {
    lost: Math.max(0, accepted - kept) + (stored.head - stored.inBlocks),
    duplicated: Math.max(0, stored.head - accepted) + (stored.rows - stored.distinct),
  };
}
