import type { ChartBucket } from "../../lib/contracts/live.ts";
import {
  addEncoded,
  encodeHistogram,
  histogramQuantile,
  type ScoreHistogram,
} from "../../lib/pipeline/score-histogram.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import { holdFence, type ScoringSession } from "../event-log/lease.ts";
import { transact } from "../event-log/score-transaction.ts";
import { appendPush } from "../realtime/append-push.ts";

/** Scores and alerts of one second (or minute, hour) of ingest time. */
export interface RollupBucket {
  readonly startMs: number;
  readonly histogram: ScoreHistogram;
  /** Events that reached a threshold. */
  flagged: number;
  alerts: number;
}

/** A bucket whose earlier part may lie in the table alone. */
export interface OpenBucket extends RollupBucket {
  complete: boolean;
}

export const upsertRollupsSql = `
  INSERT INTO rollup (stream, resolution, start, n, flagged, alerts, histogram)
  SELECT $1::smallint, $2::int, to_timestamp(r.start / 1000), r.n, r.flagged, r.alerts, decode(r.histogram, 'hex')
  FROM unnest($3::float8[], $4::int[], $5::int[], $6::int[], $7::text[]) AS r (start, n, flagged, alerts, histogram)
  ON CONFLICT (stream, resolution, start)
  DO UPDATE SET n = excluded.n, flagged = excluded.flagged, alerts = excluded.alerts, histogram = excluded.histogram`;

/** Parameters of `upsertRollupsSql`: whole buckets, which replace what is there. */
export function rollupParams(stream: number, seconds: number, buckets: readonly RollupBucket[]): readonly unknown[] {
  return [stream, seconds, buckets.map(({ startMs }) => startMs), ...bucketColumns(buckets)];
}

/** What is stored of buckets, column by column: n, flagged, alerts, histogram. */
export function bucketColumns(buckets: readonly RollupBucket[]): readonly unknown[][] {
  return [
    buckets.map(({ histogram }) => histogram.total),
    buckets.map(({ flagged }) => flagged),
    buckets.map(({ alerts }) => alerts),
    buckets.map(({ histogram }) => Buffer.from(encodeHistogram(histogram)).toString("hex")),
  ];
}

/** The bucket as charts draw it. */
export function chartBucketOf({ startMs, histogram, flagged, alerts }: RollupBucket, seconds: number): ChartBucket {
  return {
    start: startMs,
    seconds,
    n: histogram.total,
    flagged,
    alerts,
    p50: histogramQuantile(histogram, 0.5),
    p95: histogramQuantile(histogram, 0.95),
    p99: histogramQuantile(histogram, 0.99),
    max: histogramQuantile(histogram, 1),
  };
}

const existingSql = `SELECT extract(epoch FROM start)::float8 * 1000 AS start_ms, flagged, alerts, histogram
  FROM rollup
  WHERE stream = $1 AND resolution = 1 AND start = ANY (SELECT to_timestamp(s / 1000) FROM unnest($2::float8[]) AS s)`;

/** Adds what the table holds to buckets that were begun by somebody else. */
async function complete(run: RunStatement, stream: number, buckets: readonly OpenBucket[]): Promise<void> {
  const open = buckets.filter((bucket) => !bucket.complete);
  if (open.length === 0) return;
  const { rows } = await run(existingSql, [stream, open.map(({ startMs }) => startMs)]);
  for (const bucket of open) bucket.complete = true;
  for (const row of rows) {
    const bucket = open.find(({ startMs }) => startMs === Math.round(Number(row.start_ms)));
    if (bucket !== undefined) addStored(bucket, row);
  }
}

/** Adds a stored row to a bucket; a histogram that cannot be read is a broken table, and nothing to go on with. */
export function addStored(bucket: RollupBucket, row: Readonly<Record<string, unknown>>): void {
  if (!(row.histogram instanceof Uint8Array)) throw new Error("A roll-up has no histogram.");
  const problem = addEncoded(bucket.histogram, row.histogram);
  if (problem !== null) throw new Error(`A roll-up of ${new Date(bucket.startMs).toISOString()}: ${problem}`);
  bucket.flagged += Number(row.flagged);
  bucket.alerts += Number(row.alerts);
}

/** Writes the seconds that changed and tells the charts. Renews the lease by the way. */
export async function writeRollups(session: ScoringSession, buckets: readonly OpenBucket[]): Promise<void> {
  const { client, stream } = session;
  await transact(client, async (run) => {
    await client.query("BEGIN");
    await holdFence(session);
    if (buckets.length === 0) return;
    await complete(run, stream, buckets);
    await run(upsertRollupsSql, rollupParams(stream, 1, buckets));
    const shown = buckets.map((bucket) => chartBucketOf(bucket, 1));
    await appendPush(run, [{ kind: "buckets", stream, body: { stream: streamName(stream), buckets: shown } }]);
  });
}
