import { createHistogram } from "../../lib/pipeline/score-histogram.ts";
import type { Pool } from "../db/pg.ts";
import { type PartKey, partParams, upsertPartsSql } from "./write-parts.ts";
import { addStored, type RollupBucket, rollupParams, upsertRollupsSql } from "./write-rollups.ts";

/** From what to what: resolutions in seconds. */
export type RollupStep = { readonly from: 1; readonly to: 60 } | { readonly from: 60; readonly to: 3600 };

/** Coarse buckets before the newest that are made again: seconds may still have been added to them. Coarse buckets
 * begin where a fine one does, so that what is read makes whole ones. */
const overlap = 2;

const fineSql = `
  SELECT stream, extract(epoch FROM start)::float8 AS start, flagged, alerts, histogram FROM rollup f
  WHERE resolution = $1 AND start >= coalesce(
    (SELECT max(start) - make_interval(secs => $2 * ${overlap}) FROM rollup c WHERE c.stream = f.stream AND c.resolution = $2),
    '-infinity')
  ORDER BY stream, start`;

/** By the newest of all parts of a stream: a part that was quiet has nothing to make again. */
const finePartsSql = `
  SELECT f.stream, f.dimension, f.key, extract(epoch FROM f.start)::float8 AS start, f.flagged, f.alerts, f.histogram
  FROM (
    SELECT s.id, coalesce((SELECT max(start) - make_interval(secs => $2 * ${overlap}) FROM rollup_part c
      WHERE c.stream = s.id AND c.resolution = $2), '-infinity') AS since
    FROM stream s
  ) AS s
  JOIN rollup_part f ON f.stream = s.id AND f.resolution = $1 AND f.start >= s.since
  ORDER BY f.stream, f.dimension, f.key, f.start`;

interface FineRow {
  readonly stream: number;
  readonly start: number;
  readonly flagged: number;
  readonly alerts: number;
  readonly histogram: Buffer;
}

type FinePartRow = FineRow & PartKey;

/** Whole coarse buckets out of the fine ones of one stream, or of one part of it. */
function mergeRows(rows: readonly FineRow[], seconds: number): RollupBucket[] {
  const buckets = new Map<number, RollupBucket>();
  for (const row of rows) {
    const startMs = Math.floor(row.start / seconds) * seconds * 1000;
    const bucket = buckets.get(startMs) ?? { startMs, histogram: createHistogram(), flagged: 0, alerts: 0 };
    buckets.set(startMs, bucket);
    addStored(bucket, { ...row });
  }
  return [...buckets.values()];
}

/** The rows in groups of those that belong together, which stand next to each other. */
function grouped<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(nameOf(row));
    if (group === undefined) groups.set(nameOf(row), [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

async function mergeParts(pool: Pool, { from, to }: RollupStep): Promise<void> {
  const { rows } = await pool.query<FinePartRow>(finePartsSql, [from === 1 ? 10 : from, to]);
  for (const own of grouped(rows, ({ stream }) => String(stream))) {
    const buckets = grouped(own, ({ dimension, key }) => `${dimension} ${key}`).flatMap((part) => {
      const [{ dimension, key } = { dimension: 1, key: 0 }] = part;
      return mergeRows(part, to).map((bucket) => ({ ...bucket, dimension, key }));
    });
    await pool.query(upsertPartsSql, [...partParams(own[0]?.stream ?? 0, to, buckets)]);
  }
}

/**
 * Makes the newest coarse buckets from the fine ones, the growing one included, of streams and of their parts. Each is
 * made whole and replaces what is there, so that running it twice, or late, changes nothing.
 */
export async function mergeRollups(pool: Pool, step: RollupStep): Promise<void> {
  const { rows } = await pool.query<FineRow>(fineSql, [step.from, step.to]);
  for (const own of grouped(rows, ({ stream }) => String(stream))) {
    await pool.query(upsertRollupsSql, [...rollupParams(own[0]?.stream ?? 0, step.to, mergeRows(own, step.to))]);
  }
  await mergeParts(pool, step);
}
