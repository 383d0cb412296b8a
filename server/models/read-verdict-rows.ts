import { z } from "zod";
import { featureCount, featureNames } from "../../lib/features/feature-table.ts";
import { decodeScoreBatch } from "../../lib/pipeline/score-batch-codec.ts";
import { RowCollector } from "../../lib/training/training-rows.ts";
import { beginStep, type TrainingHooks } from "../../lib/training/training-step.ts";
import type { VerdictRows } from "../../lib/training/verdicts.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { unpackBytes } from "../event-log/score-bytes.ts";
import { createPastJudge } from "./past-judge.ts";
import { pickVerdictEvents, type VerdictQuery, type WantedEvent } from "./pick-verdict-events.ts";

const batchesAtOnce = 500;
const batchesSql = `SELECT first::float8 AS first, n, body FROM score_batch
  WHERE stream = $1 AND first > $2 ORDER BY first LIMIT ${batchesAtOnce}`;
const batchSchema = z.object({ first: z.number(), n: z.number(), body: z.instanceof(Buffer) });

/**
 * Rows to learn from: the events of judged alerts and a sample of unalerted ones, each with the vector that scoring stored
 * and the margin that the untrained detectors gave it then. Reads the newest two million events at most.
 */
export async function readVerdictRows(pool: Pool, query: VerdictQuery, hooks: TrainingHooks): Promise<VerdictRows> {
  const stream = streamNumbers[query.stream];
  beginStep(hooks, 0, "Looking up what people have judged");
  const { events, ...counts } = await pickVerdictEvents(pool, query);
  const past = await createPastJudge(pool, stream);
  const into = new RowCollector();
  const wanted = events.sort((a, b) => a.id - b.id);
  let next = 0;
  let after = (wanted[0]?.id ?? 0) - 100_000;
  while (next < wanted.length) {
    beginStep(hooks, (0.4 * next) / wanted.length, "Reading vectors as they were scored");
    const { rows } = await pool.query(batchesSql, [stream, after]);
    if (rows.length === 0) break;
    for (const row of rows) {
      const { first, n, body } = batchSchema.parse(row);
      after = first;
      while (next < wanted.length && (wanted[next]?.id ?? 0) < first) next += 1;
      const from = next;
      while (next < wanted.length && (wanted[next]?.id ?? 0) < first + n) next += 1;
      if (from < next) await takeBatch(wanted.slice(from, next), { first, body: await unpackBytes(body) });
    }
  }
  return { rows: into.build(), ...counts };

  async function takeBatch(
    of: readonly WantedEvent[],
    { first, body }: { first: number; body: Buffer },
  ): Promise<void> {
    const decoded = decodeScoreBatch(body);
    // Scored by another version, with other features: what it said then is not what it would say now.
    if (!decoded.ok || decoded.batch.featureNames.join() !== featureNames.join()) return;
    for (const event of of) {
      const { vector } = decoded.batch.row(event.id - first);
      if (vector.length !== featureCount || Number.isNaN(vector[0])) continue;
      const { judge, ...judgedBy } = await past.at(event.id);
      const base = judge.margin(vector, 0, { ...judgedBy, champion: null });
      into.add({ ...event, vectors: vector, at: 0, base });
    }
  }
}
