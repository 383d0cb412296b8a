import { z } from "zod";
import type { Pool } from "../../db/pg.ts";
import {
  type BlockRow,
  blockColumns,
  decodeStretch,
  readTail,
  type StoredStretch,
} from "../../policies/preview/read-stretches.ts";

/** 100,000 events take two to four seconds. */
const mostBlocks = 24;

const listSql = `SELECT coalesce(array_agg(block::float8 ORDER BY block), '{}') AS blocks FROM score_block
  WHERE stream = $1 AND received >= to_timestamp($2::float8 / 1000)`;
const oneSql = `SELECT ${blockColumns} FROM score_block WHERE stream = $1 AND block = $2`;
const listedSchema = z.object({ blocks: z.array(z.number()) });

export interface SampledBlocks {
  /** Ascending. */
  readonly picked: readonly number[];
  readonly of: number;
}

/** The blocks received since then: all, or so many spread evenly over them, the newest among them. */
export async function pickBlocks(pool: Pool, stream: number, sinceMs: number): Promise<SampledBlocks> {
  const { rows } = await pool.query(listSql, [stream, sinceMs]);
  const { blocks } = listedSchema.parse(rows[0]);
  const step = Math.max(1, blocks.length / mostBlocks);
  const count = Math.min(blocks.length, mostBlocks);
  const picked = Array.from(
    { length: count },
    (_, i) => blocks[blocks.length - 1 - Math.floor((count - 1 - i) * step)],
  );
  return { picked: picked.flatMap((block) => block ?? []), of: blocks.length };
}

/** The picked blocks in offset order, then what was scored after the last whole block. */
export async function* readSample(
  pool: Pool,
  stream: number,
  { picked }: SampledBlocks,
): AsyncGenerator<StoredStretch> {
  for (const block of picked) {
    const { rows } = await pool.query<BlockRow>(oneSql, [stream, block]);
    if (rows[0] !== undefined) yield await decodeStretch(pool, stream, rows[0]);
  }
  yield* readTail(pool, { stream });
}
