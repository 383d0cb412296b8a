import { createHistogram, decodeHistogram, mergeHistogram } from "../../lib/pipeline/score-histogram.ts";
import type { Pool } from "../db/pg.ts";
import { type RollupBucket, rollupParams, upsertRollupsSql } from "./write-rollups.ts";

/** From what to what: resolutions in seconds. */
export type RollupStep = { readonly from: 1; readonly to: 60 } | { readonly from: 60; readonly to: 3600 };

/** Coarse buckets before the newest that are made again: seconds may still have been added to them. Coarse buckets
 * begin where a fine one does, so that what is read makes whole ones. */
const overlap = 2;

const fineSql = `
  SELECT stream, extract(epoch FROM start)::float8 AS start, alerts, histogram FROM rollup f
  WHERE resolution = $1 AND start >= coalesce(
    (SELECT max(start) - make_interval(secs => $2 * ${overlap}) FROM rollup c WHERE c.stream = f.stream AND c.resolution = $2),
    '-infinity')
  ORDER BY stream, start`;

interface FineRow {
  readonly stream: number;
  readonly start: number;
  readonly alerts: number;
  readonly histogram: Buffer;
}

/** Whole coarse buckets of one stream out of its fine ones. */
function mergeRows(rows: readonly FineRow[], seconds: number): RollupBucket[] {
  const buckets = new Map<number, RollupBucket>();
  for (const { start, alerts, histogram } of rows) {
    const startMs = Math.floor(start / seconds) * seconds * 1000;
    const bucket = buckets.get(startMs) ?? { startMs, histogram: createHistogram(), alerts: 0 };
    buckets.set(startMs, bucket);
    const decoded = decodeHistogram(histogram);
    if (!decoded.ok) throw new Error(`A roll-up of stream ${rows[0]?.stream} cannot be read: ${decoded.reason}`);
    mergeHistogram(bucket.histogram, decoded.histogram);
    bucket.alerts += alerts;
  }
  return [...buckets.values()];
}

/**
 * Makes the newest coarse buckets from the fine ones, the growing one included. Each is made whole and replaces what is
 * there, so that running it twice, or late, changes nothing.
 */
export async function mergeRollups(pool: Pool, { from, to }: RollupStep): Promise<void> {
  const { rows } = await pool.query<FineRow>(fineSql, [from, to]);
  for (const stream of new Set(rows.map((row) => row.stream))) {
    const own = rows.filter((row) => row.stream === stream);
    await pool.query(upsertRollupsSql, [...rollupParams(stream, to, mergeRows(own, to))]);
  }
}
