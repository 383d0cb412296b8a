import type { ChartBucket } from "../../lib/contracts/live.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import { countScore, createHistogram } from "../../lib/pipeline/score-histogram.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { AppError } from "../http/app-error.ts";
import { chartBucketOf, type RollupBucket } from "../scoring/write-rollups.ts";
import type { LivePart } from "./live-part.ts";
import { inSpan, type OffsetSpan } from "./offset-span.ts";

/** Events of the stream among which those of a part are looked for, and events of one entity that are counted. */
const mostScanned = 1_000_000;
export const mostOfEntity = 200_000;

interface ScoreRow {
  readonly startMs: number;
  readonly score: number;
  readonly n: number;
  readonly flagged: number;
}

interface AlertRow {
  readonly startMs: number;
  readonly n: number;
}

interface Counting {
  readonly range: TimeRange;
  readonly seconds: number;
  readonly span: OffsetSpan;
}

function refuse(what: string): AppError {
  return new AppError("unprocessable", {
    detail: `${what} Choose a shorter range.`,
    fields: [{ path: "query.minutes", message: "A shorter range has fewer events." }],
  });
}

const bucketStart = (column: Sql.Sql, seconds: number) =>
  Sql.sql`floor(extract(epoch FROM ${column}) / ${seconds}::int)::float8 * ${seconds * 1000}::float8`;

/** Whether so few events lie in the span that those of a part can be picked out. */
export function canScan({ first, end }: OffsetSpan): boolean {
  return end - first <= BigInt(mostScanned);
}

async function readScores(db: Database, part: LivePart, { range, seconds, span }: Counting): Promise<ScoreRow[]> {
  const where = Sql.join([...inSpan(part.stream, span, range), ...part.conditions], " AND ");
  // One more than may be counted tells that there are too many, at the cost of no more.
  const limit = part.entity === null ? mostScanned : mostOfEntity;
  return db.$queryRaw<ScoreRow[]>(Sql.sql`
    SELECT ${bucketStart(Sql.sql`received`, seconds)} AS "startMs", (floor(score * 10 + 0.5) / 10)::float8 AS score,
      count(*)::int AS n, (count(*) FILTER (WHERE band > 0))::int AS flagged
    FROM (SELECT e.received, e.score, e.band FROM event e WHERE ${where} LIMIT ${limit + 1}) AS picked
    GROUP BY 1, 2 ORDER BY 1`);
}

/** Alerts by when their first event was received, as roll-ups count them. */
async function readAlerts(db: Database, part: LivePart, { range, seconds, span }: Counting): Promise<AlertRow[]> {
  const where = Sql.join([...inSpan(part.stream, span, range), ...part.conditions], " AND ");
  // An alert is raised within moments of its first event, also where it joined others later: the time of raising
  // narrows the search down, a day of standing still included.
  const since = new Date(range.from);
  return db.$queryRaw<AlertRow[]>(Sql.sql`
    SELECT ${bucketStart(Sql.sql`first.received`, seconds)} AS "startMs", count(*)::int AS n
    FROM alert a
    CROSS JOIN LATERAL (
      SELECT event_id, received FROM alert_event WHERE alert_id = a.id ORDER BY event_id LIMIT 1
    ) AS first
    JOIN event e ON e.id = first.event_id AND e.received = first.received
    WHERE a.stream = ${part.stream}::smallint AND a.created_at >= ${since}::timestamptz AND ${where}
    GROUP BY 1`);
}

/** The chart's buckets of a part that no roll-up holds, counted from its events through their indexes. */
export async function countBuckets(db: Database, part: LivePart, counting: Counting): Promise<ChartBucket[]> {
  if (part.entity === null && !canScan(counting.span)) {
    throw refuse(`There are more than ${mostScanned.toLocaleString("en")} events to search in this range.`);
  }
  const [scores, alerts] = await Promise.all([readScores(db, part, counting), readAlerts(db, part, counting)]);
  const counted = scores.reduce((sum, { n }) => sum + n, 0);
  if (part.entity !== null && counted > mostOfEntity) {
    throw refuse(`The entity has more than ${mostOfEntity.toLocaleString("en")} events in this range.`);
  }
  const buckets = new Map<number, RollupBucket>();
  for (const { startMs, score, n, flagged } of scores) {
    const bucket = buckets.get(startMs) ?? { startMs, histogram: createHistogram(), flagged: 0, alerts: 0 };
    buckets.set(startMs, bucket);
    countScore(bucket.histogram, score, n);
    bucket.flagged += flagged;
  }
  for (const { startMs, n } of alerts) {
    const bucket = buckets.get(startMs);
    if (bucket !== undefined) bucket.alerts += n;
  }
  return [...buckets.values()].map((bucket) => chartBucketOf(bucket, counting.seconds));
}
