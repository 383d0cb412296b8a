import { decodeScoreBlock } from "../../lib/pipeline/score-block-layout.ts";
import type { Pool } from "../db/pg.ts";
import { unpackBytes } from "../event-log/score-bytes.ts";

/** Whole blocks of 4,096: about 20,000 margins, which SPOT goes through in a moment. */
const latestBlocks = 5;

/** Margins of the latest whole score blocks, oldest first; events that could not be scored are left out. */
export async function readLatestMargins(pool: Pool, stream: number): Promise<number[]> {
  const { rows } = await pool.query<{ body: Buffer }>(
    "SELECT body FROM score_block WHERE stream = $1 ORDER BY block DESC LIMIT $2",
    [stream, latestBlocks],
  );
  const blocks = await Promise.all(rows.map(async ({ body }) => decodeScoreBlock(await unpackBytes(body)).margin));
  return blocks.reverse().flatMap((margins) => Array.from(margins).filter((margin) => !Number.isNaN(margin)));
}
