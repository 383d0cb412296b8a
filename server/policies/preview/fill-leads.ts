import { z } from "zod";
import { detectorNames, fixedPriorCount } from "../../../lib/detectors/detector-table.ts";
import { leadOfAll, leadOfStated } from "../../../lib/pipeline/lead-of.ts";
import { decodeScoreBatch, type ScoreBatchColumns } from "../../../lib/pipeline/score-batch-codec.ts";
import { blockLength, type OpenScoreBlock } from "../../../lib/pipeline/score-block-layout.ts";
import type { Pool } from "../../db/pg.ts";
import { unpackBytes } from "../../event-log/score-bytes.ts";

const batchSchema = z.object({ first: z.number(), body: z.instanceof(Buffer) });
const batchesSql = `SELECT first::float8 AS first, body FROM score_batch
  WHERE stream = $1 AND first < $3
    AND first >= coalesce((SELECT max(first) FROM score_batch WHERE stream = $1 AND first <= $2), $2)
  ORDER BY first`;

function fillRow({ detail }: OpenScoreBlock, at: number, contributions: Float32Array): void {
  detail.lead[at] = leadOfAll(contributions);
  detail.leadStated[at] = leadOfStated(contributions);
  const stated = Math.max(...contributions.subarray(0, fixedPriorCount));
  if (stated > 0) detail.floor[at] = stated;
}

function fillFrom(columns: OpenScoreBlock, batch: ScoreBatchColumns, from: number): void {
  // Contributions of other detectors, which another version has written, lead nowhere here.
  if (batch.detectorNames.join() !== detectorNames.join()) return;
  for (let index = Math.max(0, -from); index < batch.length && from + index < blockLength; index += 1) {
    fillRow(columns, from + index, batch.row(index).contributions);
  }
}

/**
 * Says of a block's rows which detector led them, from what was stored beside their scores; rows whose share is not kept
 * any more stay as they are. `first`: the offset of row 0.
 */
export async function fillLeads(pool: Pool, stream: number, first: number, columns: OpenScoreBlock): Promise<void> {
  const { rows } = await pool.query(batchesSql, [stream, first, first + blockLength]);
  for (const row of rows) {
    const found = batchSchema.parse(row);
    const decoded = decodeScoreBatch(await unpackBytes(found.body));
    if (decoded.ok) fillFrom(columns, decoded.batch, found.first - first);
  }
}
