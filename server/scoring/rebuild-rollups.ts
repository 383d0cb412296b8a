import { countScore, createHistogram } from "../../lib/pipeline/score-histogram.ts";
import type { ScoringSession } from "../event-log/lease.ts";
import type { OpenBucket } from "./write-rollups.ts";

/** Seconds before the last one written that are counted again: two web processes' clocks may differ by some. */
const overlapSeconds = 3;
/** Blocks looked at from the position backward: far more than arrive between a second's end and its writing. */
const mostBlocks = 50_000;

const lastSecondSql = `SELECT coalesce(extract(epoch FROM max(start)), 0)::float8 AS last FROM rollup
  WHERE stream = $1 AND resolution = 1`;

const firstOffsetSql = `SELECT min(first) AS first FROM (
    SELECT first, received FROM block WHERE stream = $1 AND first < $2 ORDER BY first DESC LIMIT ${mostBlocks}
  ) AS recent WHERE received >= to_timestamp($3::float8)`;

const scoresSql = `
  SELECT floor(extract(epoch FROM received))::float8 AS second, (floor(score * 10 + 0.5) / 10)::float8 AS score, count(*)::int AS n,
    (count(*) FILTER (WHERE band > 0))::int AS flagged
  FROM event
  WHERE stream = $1 AND id >= $2 AND id < $3 AND received >= to_timestamp($4::float8)
  GROUP BY 1, 2`;

/** Newly raised alerts by the second in which their first event was received. */
const alertsSql = `
  SELECT floor(extract(epoch FROM first.received))::float8 AS second, count(*)::int AS n
  FROM (SELECT id FROM alert WHERE stream = $1 ORDER BY id DESC LIMIT 5000) AS recent
  CROSS JOIN LATERAL (
    SELECT event_id, received FROM alert_event WHERE alert_id = recent.id ORDER BY event_id LIMIT 1
  ) AS first
  WHERE first.event_id >= $2 AND first.received >= to_timestamp($3::float8)
  GROUP BY 1`;

export interface RebuiltRollups {
  /** Complete seconds, which replace what the table holds. */
  readonly buckets: OpenBucket[];
  /** The newest second that the table holds when they are written; 0 without any. */
  readonly newestSecond: number;
}

/**
 * The seconds that were scored and perhaps not written before the owner before us ended, counted again from the event
 * rows.
 */
export async function rebuildRollups({ client, stream, position }: ScoringSession): Promise<RebuiltRollups> {
  const last = (await client.query<{ last: number }>(lastSecondSql, [stream])).rows[0]?.last ?? 0;
  const since = Math.max(0, last - overlapSeconds);
  const found = await client.query<{ first: string | null }>(firstOffsetSql, [stream, position, since]);
  const first = found.rows[0]?.first ?? null;
  if (first === null) return { buckets: [], newestSecond: last };
  const buckets = new Map<number, OpenBucket>();
  function bucketOf(second: number): OpenBucket {
    const known = buckets.get(second);
    if (known !== undefined) return known;
    const fresh = { startMs: second * 1000, histogram: createHistogram(), flagged: 0, alerts: 0, complete: true };
    buckets.set(second, fresh);
    return fresh;
  }
  type ScoreRow = { second: number; score: number; n: number; flagged: number };
  const scores = await client.query<ScoreRow>(scoresSql, [stream, Number(first), position, since]);
  for (const { second, score, n, flagged } of scores.rows) {
    const bucket = bucketOf(second);
    countScore(bucket.histogram, score, n);
    bucket.flagged += flagged;
  }
  const alerts = await client.query<{ second: number; n: number }>(alertsSql, [stream, Number(first), since]);
  for (const { second, n } of alerts.rows) bucketOf(second).alerts += n;
  const sorted = [...buckets.values()].sort((a, b) => a.startMs - b.startMs);
  return { buckets: sorted, newestSecond: Math.max(last, (sorted.at(-1)?.startMs ?? 0) / 1000) };
}
