import { decodeScoreBlock } from "../../lib/pipeline/score-block-layout.ts";
import type { Pool } from "../../server/db/pg.ts";
import { unpackBytes } from "../../server/event-log/score-bytes.ts";

const blocksSql = "SELECT block::int, body FROM score_block WHERE stream = 1 AND block < $1 ORDER BY block";
const rowsSql = `SELECT (id % 4096)::int AS at, band, margin FROM event
  WHERE stream = 1 AND id >= $1::bigint * 4096 AND id < ($1::bigint + 1) * 4096`;

/** Events whose row says another band or margin than the score block does, of the first `blocks` blocks. */
export async function countUnlikeRows(pool: Pool, blocks: number): Promise<number> {
  const { rows } = await pool.query<{ block: number; body: Buffer }>(blocksSql, [blocks]);
  let unlike = 0;
  for (const { block, body } of rows) {
    const { band, margin } = decodeScoreBlock(await unpackBytes(body));
    const stored = await pool.query<{ at: number; band: number; margin: number }>(rowsSql, [block]);
    unlike += 4096 - stored.rows.length;
    for (const row of stored.rows) if (band[row.at] !== row.band || margin[row.at] !== row.margin) unlike += 1;
  }
  return unlike;
}
