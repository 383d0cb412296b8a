import { blockLength, viewScoreBlock } from "../../lib/pipeline/score-block-layout.ts";
import type { Pool } from "../../server/db/pg.ts";
import { packBytes, unpackBytes } from "../../server/event-log/score-bytes.ts";

const atOnce = 16;
const dayMs = 86_400_000;

interface CopyPlan {
  /** Blocks from here on are copied: the first that lies wholly under the last policy. */
  readonly fromBlock: number;
  /** Blocks there are when it is done. */
  readonly toBlocks: number;
  readonly msPerEvent: number;
}

/** The block with all that it says of time moved on. */
function moved(body: Uint8Array, byMs: number): Uint8Array {
  const copy = new ArrayBuffer(body.length);
  const bytes = new Uint8Array(copy);
  bytes.set(body);
  const { received } = viewScoreBlock(copy).detail;
  for (let row = 0; row < blockLength; row += 1) received[row] = (received[row] ?? 0) + byMs;
  return bytes;
}

/** Appends copies of scored blocks, later by as much as they lie further on, in the form that scoring writes. */
export async function copyBlocks(pool: Pool, { fromBlock, toBlocks, msPerEvent }: CopyPlan): Promise<void> {
  const sql = `SELECT block::int, (extract(epoch FROM received) * 1000)::float8 AS ms, body FROM score_block
    WHERE stream = 1 AND block >= $1 ORDER BY block`;
  const { rows } = await pool.query<{ block: number; ms: number; body: Buffer }>(sql, [fromBlock]);
  const originals = await Promise.all(rows.map(async (row) => ({ ...row, raw: await unpackBytes(row.body) })));
  const days = new Set<string>();
  const next = (rows.at(-1)?.block ?? 0) + 1;
  for (let at = next; at < toBlocks; at += atOnce) {
    const made = Array.from({ length: Math.min(atOnce, toBlocks - at) }, async (_, i) => {
      const original = originals[(at + i - next) % originals.length];
      if (original === undefined) throw new Error("There is no block to copy.");
      const byMs = Math.round((at + i - original.block) * blockLength * msPerEvent);
      return {
        block: at + i,
        received: new Date(original.ms + byMs),
        body: await packBytes(moved(original.raw, byMs)),
      };
    });
    const blocks = await Promise.all(made);
    for (const { received } of blocks) {
      const day = new Date(Math.floor(received.getTime() / dayMs) * dayMs).toISOString().slice(0, 10);
      if (!days.has(day)) await pool.query("SELECT ensure_partitions(1::smallint, $1::date)", [day]);
      days.add(day);
    }
    await pool.query(
      `INSERT INTO score_block (stream, block, received, body)
       SELECT 1, * FROM unnest($1::bigint[], $2::timestamptz[], $3::bytea[])`,
      [blocks.map(({ block }) => block), blocks.map(({ received }) => received), blocks.map(({ body }) => body)],
    );
  }
  await pool.query("UPDATE log_position SET position = $1 WHERE stream = 1", [toBlocks * blockLength]);
}
