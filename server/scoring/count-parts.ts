import { countScore } from "../../lib/pipeline/score-histogram.ts";
import type { ScoringSession } from "../event-log/lease.ts";
import { partDimension, partSeconds } from "./write-parts.ts";
import type { RollupBucket } from "./write-rollups.ts";

const headSql = "SELECT position FROM rollup_part_head WHERE stream = $1";

const startOf = (column: string) =>
  `floor(extract(epoch FROM ${column}) / ${partSeconds})::float8 * ${partSeconds * 1000}`;

/** Events that were scored and not counted yet, by source and class at once. */
const scoresSql = `
  SELECT ${startOf("received")} AS start, source, class_uid, (floor(score * 10 + 0.5) / 10)::float8 AS score,
    count(*)::int AS n, (count(*) FILTER (WHERE band > 0))::int AS flagged
  FROM event WHERE stream = $1 AND id >= $2 AND id < $3 GROUP BY 1, 2, 3, 4`;

/** Alerts whose first event is among them, by what part that event belongs to. */
const alertsSql = `
  SELECT ${startOf("first.received")} AS start, e.source, e.class_uid, count(*)::int AS n
  FROM (SELECT id FROM alert WHERE stream = $1 ORDER BY id DESC LIMIT 5000) AS recent
  CROSS JOIN LATERAL (
    SELECT event_id, received FROM alert_event WHERE alert_id = recent.id ORDER BY event_id LIMIT 1
  ) AS first
  JOIN event e ON e.stream = $1 AND e.id = first.event_id AND e.received = first.received
  WHERE first.event_id >= $2 AND first.event_id < $3
  GROUP BY 1, 2, 3`;

interface PartRow {
  readonly start: number;
  readonly source: number;
  readonly class_uid: number;
  readonly n: number;
}
type ScoreRow = PartRow & { readonly score: number; readonly flagged: number };

/** Gives the growing bucket of a part. */
export type BucketOf = (dimension: number, key: number, startMs: number) => RollupBucket;

/** Counts what the owner before us scored and did not count any more. */
export async function countParts({ client, stream, position }: ScoringSession, bucketOf: BucketOf): Promise<void> {
  const { rows } = await client.query<{ position: string }>(headSql, [stream]);
  const from = Math.min(position, Number(rows[0]?.position ?? 0));
  if (from === position) return;
  const scores = await client.query<ScoreRow>(scoresSql, [stream, from, position]);
  const alerts = await client.query<PartRow>(alertsSql, [stream, from, position]);
  const bucketsOf = ({ start, source, class_uid }: PartRow) => [
    bucketOf(partDimension.source, source, start),
    bucketOf(partDimension.class, class_uid, start),
  ];
  for (const row of scores.rows) {
    for (const bucket of bucketsOf(row)) {
      countScore(bucket.histogram, row.score, row.n);
      bucket.flagged += row.flagged;
    }
  }
  for (const row of alerts.rows) for (const bucket of bucketsOf(row)) bucket.alerts += row.n;
}
