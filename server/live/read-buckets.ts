import type { ChartBucket } from "../../lib/contracts/live.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import { createHistogram } from "../../lib/pipeline/score-histogram.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { addStored, chartBucketOf, type RollupBucket } from "../scoring/write-rollups.ts";
import type { LivePart } from "./live-part.ts";
import { atLevel, rollupsOf, storedLevels } from "./stored-levels.ts";

interface StoredRow {
  readonly startMs: number;
  readonly flagged: number;
  readonly alerts: number;
  readonly histogram: Uint8Array;
}

/** Whole buckets of a range, each so many seconds long. */
interface Wanted {
  readonly range: TimeRange;
  readonly seconds: number;
}

/** The chart's buckets, oldest first, from roll-ups. */
export async function readBuckets(db: Database, part: LivePart, wanted: Wanted): Promise<ChartBucket[]> {
  const { seconds } = wanted;
  const buckets: RollupBucket[] = [];
  for (const level of await storedLevels(db, part, wanted)) {
    const rows = await db.$queryRaw<StoredRow[]>(Sql.sql`
      SELECT extract(epoch FROM start)::float8 * 1000 AS "startMs", flagged, alerts, histogram
      FROM ${rollupsOf(part)} AND ${atLevel(level)} ORDER BY start`);
    for (const row of rows) {
      const startMs = Math.floor(row.startMs / (seconds * 1000)) * seconds * 1000;
      let last = buckets.at(-1);
      if (last?.startMs !== startMs) {
        last = { startMs, histogram: createHistogram(), flagged: 0, alerts: 0 };
        buckets.push(last);
      }
      addStored(last, { ...row });
    }
  }
  return buckets.map((bucket) => chartBucketOf(bucket, seconds));
}

export interface Sums {
  readonly events: number;
  readonly flagged: number;
  readonly alerts: number;
}

/** The same buckets added up, without their scores. */
export async function sumBuckets(db: Database, part: LivePart, wanted: Wanted): Promise<Sums> {
  let sums: Sums = { events: 0, flagged: 0, alerts: 0 };
  for (const level of await storedLevels(db, part, wanted)) {
    const [row] = await db.$queryRaw<Sums[]>(Sql.sql`
      SELECT coalesce(sum(n), 0)::float8 AS events, coalesce(sum(flagged), 0)::float8 AS flagged,
        coalesce(sum(alerts), 0)::float8 AS alerts
      FROM ${rollupsOf(part)} AND ${atLevel(level)}`);
    if (row === undefined) continue;
    sums = {
      events: sums.events + row.events,
      flagged: sums.flagged + row.flagged,
      alerts: sums.alerts + row.alerts,
    };
  }
  return sums;
}
