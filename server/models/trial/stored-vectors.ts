import { z } from "zod";
import { featureCount, featureNames } from "../../../lib/features/feature-table.ts";
import { decodeScoreBatch, type ScoreBatchColumns } from "../../../lib/pipeline/score-batch-codec.ts";
import type { Pool } from "../../db/pg.ts";
import { unpackBytes } from "../../event-log/score-bytes.ts";

const batchSchema = z.object({ first: z.number(), n: z.number(), body: z.instanceof(Buffer) });
const nextSql = `SELECT first::float8 AS first, n, body FROM score_batch
  WHERE stream = $1 AND first >= coalesce((SELECT max(first) FROM score_batch WHERE stream = $1 AND first <= $2), $2)
  ORDER BY first LIMIT $3`;
const batchesAtOnce = 32;

interface HeldBatch {
  readonly first: number;
  readonly end: number;
  /** Null where another version has written it, with other features: what it says is not what this one would say. */
  readonly batch: Promise<ScoreBatchColumns | null>;
}

/** Vectors as scoring stored them. */
export interface StoredVectors {
  /** Null where it is not kept any more, of other features, or was never scored. Ask in ascending order. */
  at(id: number): Promise<Float32Array | null>;
}

async function decode(body: Buffer): Promise<ScoreBatchColumns | null> {
  const decoded = decodeScoreBatch(await unpackBytes(body));
  return decoded.ok && decoded.batch.featureNames.join() === featureNames.join() ? decoded.batch : null;
}

/** Reads batches as they are asked for, some at a time: gaps are skipped, not read. */
export function createStoredVectors(pool: Pool, stream: number): StoredVectors {
  let held: readonly HeldBatch[] = [];
  async function batchOf(id: number): Promise<HeldBatch | null> {
    const last = held.at(-1);
    if (last === undefined || id >= last.end) {
      const { rows } = await pool.query(nextSql, [stream, id, batchesAtOnce]);
      held = rows.map((row) => {
        const { first, n, body } = batchSchema.parse(row);
        const batch = decode(body);
        batch.catch(() => undefined); // heard of where it is awaited
        return { first, end: first + n, batch };
      });
    }
    while (held.length > 1 && id >= (held[0]?.end ?? 0)) held = held.slice(1);
    const [found] = held;
    return found !== undefined && id >= found.first && id < found.end ? found : null;
  }
  return {
    async at(id) {
      const found = await batchOf(id);
      const batch = found === null ? null : await found.batch;
      if (found === null || batch === null) return null;
      const { vector } = batch.row(id - found.first);
      return vector.length !== featureCount || Number.isNaN(vector[0]) ? null : vector;
    },
  };
}
