import type { RunStatement } from "../db/run-statement.ts";
import { holdFence, type ScoringSession } from "../event-log/lease.ts";
import { transact } from "../event-log/score-transaction.ts";
import { addStored, bucketColumns, type OpenBucket, type RollupBucket } from "./write-rollups.ts";

/** Seconds of a bucket of a part as the scoring loop writes it; minutes and hours are made of them. */
export const partSeconds = 10;
/** The dimensions that streams are rolled up by; the numbers are stored, never renumber. */
export const partDimension = { source: 1, class: 2 } as const;

/** A part of a stream: one log source, or one event class. */
export interface PartKey {
  readonly dimension: number;
  /** Id of the source, or the class_uid. */
  readonly key: number;
}
export type PartBucket = RollupBucket & PartKey;
export type OpenPartBucket = OpenBucket & PartKey;

export const upsertPartsSql = `
  INSERT INTO rollup_part (stream, resolution, dimension, key, start, n, flagged, alerts, histogram)
  SELECT $1::smallint, $2::int, r.dimension, r.key, to_timestamp(r.start / 1000), r.n, r.flagged, r.alerts,
    decode(r.histogram, 'hex')
  FROM unnest($3::smallint[], $4::int[], $5::float8[], $6::int[], $7::int[], $8::int[], $9::text[])
    AS r (dimension, key, start, n, flagged, alerts, histogram)
  ON CONFLICT (stream, dimension, key, resolution, start)
  DO UPDATE SET n = excluded.n, flagged = excluded.flagged, alerts = excluded.alerts, histogram = excluded.histogram`;

/** Parameters of `upsertPartsSql`: whole buckets, which replace what is there. */
export function partParams(stream: number, seconds: number, buckets: readonly PartBucket[]): readonly unknown[] {
  return [
    stream,
    seconds,
    buckets.map(({ dimension }) => dimension),
    buckets.map(({ key }) => key),
    buckets.map(({ startMs }) => startMs),
    ...bucketColumns(buckets),
  ];
}

const existingSql = `
  SELECT r.dimension, r.key, extract(epoch FROM r.start)::float8 * 1000 AS start_ms, r.flagged, r.alerts, r.histogram
  FROM unnest($2::smallint[], $3::int[], $4::float8[]) AS o (dimension, key, start)
  JOIN rollup_part r ON r.stream = $1 AND r.dimension = o.dimension AND r.key = o.key
    AND r.resolution = ${partSeconds} AND r.start = to_timestamp(o.start / 1000)`;

const nameOf = (dimension: unknown, key: unknown, startMs: number) => `${dimension} ${key} ${Math.round(startMs)}`;

/** Adds what the table holds to buckets whose earlier part is not in memory. */
async function complete(run: RunStatement, stream: number, buckets: readonly OpenPartBucket[]): Promise<void> {
  const open = buckets.filter((bucket) => !bucket.complete);
  if (open.length === 0) return;
  const byName = new Map(open.map((bucket) => [nameOf(bucket.dimension, bucket.key, bucket.startMs), bucket]));
  const { rows } = await run(existingSql, [
    stream,
    open.map(({ dimension }) => dimension),
    open.map(({ key }) => key),
    open.map(({ startMs }) => startMs),
  ]);
  for (const bucket of open) bucket.complete = true;
  for (const row of rows) {
    const bucket = byName.get(nameOf(row.dimension, row.key, Number(row.start_ms)));
    if (bucket !== undefined) addStored(bucket, row);
  }
}

const headSql = `INSERT INTO rollup_part_head (stream, position) VALUES ($1, $2)
  ON CONFLICT (stream) DO UPDATE SET position = excluded.position`;

/**
 * Writes the buckets that changed, together with the offset up to which they count: what is behind it is counted once,
 * whoever ends when.
 */
export async function writeParts(
  session: ScoringSession,
  { buckets, countedTo }: { readonly buckets: readonly OpenPartBucket[]; readonly countedTo: number },
): Promise<void> {
  const { client, stream } = session;
  await transact(client, async (run) => {
    await client.query("BEGIN");
    await holdFence(session);
    await complete(run, stream, buckets);
    await run(upsertPartsSql, partParams(stream, partSeconds, buckets));
    await run(headSql, [stream, countedTo]);
  });
}
