import type { ChartBucket } from "../../lib/contracts/live.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import { createHistogram } from "../../lib/pipeline/score-histogram.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { partSeconds } from "../scoring/write-parts.ts";
import { addStored, chartBucketOf, type RollupBucket } from "../scoring/write-rollups.ts";
import type { LivePart } from "./live-part.ts";

interface StoredRow {
  readonly startMs: number;
  readonly flagged: number;
  readonly alerts: number;
  readonly histogram: Uint8Array;
}

/** Rows of one stored resolution, of a stream or of a part of it. */
interface Level {
  readonly table: Sql.Sql;
  readonly seconds: number;
}

function levelsOf({ stream, stored }: LivePart): { readonly table: Sql.Sql; readonly finest: number } {
  if (stored === null) throw new Error("No roll-ups hold this part.");
  return stored === "stream"
    ? { table: Sql.sql`rollup WHERE stream = ${stream}::smallint`, finest: 1 }
    : {
        table: Sql.sql`rollup_part WHERE stream = ${stream}::smallint AND dimension = ${stored.dimension}::smallint
          AND key = ${stored.key}::int`,
        finest: partSeconds,
      };
}

function readLevel(db: Database, { table, seconds }: Level, { from, to }: TimeRange): Promise<StoredRow[]> {
  if (from >= to) return Promise.resolve([]);
  return db.$queryRaw<StoredRow[]>(Sql.sql`
    SELECT extract(epoch FROM start)::float8 * 1000 AS "startMs", flagged, alerts, histogram FROM ${table}
    AND resolution = ${seconds}::int AND start >= ${new Date(from)}::timestamptz AND start < ${new Date(to)}::timestamptz
    ORDER BY start`);
}

/** Where the rows of a resolution stop being whole: the job that makes them comes once a minute and looks two back. */
async function wholeUntil(db: Database, { stream, stored }: LivePart, seconds: number): Promise<number> {
  const table = stored === "stream" ? Sql.sql`rollup` : Sql.sql`rollup_part`;
  const [newest] = await db.$queryRaw<{ startMs: number | null }[]>(Sql.sql`
    SELECT extract(epoch FROM max(start))::float8 * 1000 AS "startMs" FROM ${table}
    WHERE stream = ${stream}::smallint AND resolution = ${seconds}::int`);
  return newest?.startMs == null ? 0 : newest.startMs - seconds * 1000;
}

/**
 * The rows that make up a range: each stretch in the coarsest resolution that the buckets allow and that is whole there,
 * the newest minutes and hours, which are not merged yet, in finer ones.
 */
async function readRows(db: Database, part: LivePart, range: TimeRange, seconds: number): Promise<StoredRow[]> {
  const { table, finest } = levelsOf(part);
  const coarser = [3600, 60].filter((length) => length <= seconds);
  const rows: StoredRow[][] = [];
  let from = range.from;
  for (const length of coarser) {
    const until = Math.min(range.to, Math.max(from, await wholeUntil(db, part, length)));
    rows.push(await readLevel(db, { table, seconds: length }, { from, to: until }));
    from = until;
  }
  rows.push(await readLevel(db, { table, seconds: finest }, { from, to: range.to }));
  return rows.flat();
}

/** The chart's buckets of a range of whole ones, oldest first, from roll-ups. */
export async function readBuckets(
  db: Database,
  part: LivePart,
  { range, seconds }: { readonly range: TimeRange; readonly seconds: number },
): Promise<ChartBucket[]> {
  const buckets: RollupBucket[] = [];
  for (const row of await readRows(db, part, range, seconds)) {
    const startMs = Math.floor(row.startMs / (seconds * 1000)) * seconds * 1000;
    let last = buckets.at(-1);
    if (last?.startMs !== startMs) {
      last = { startMs, histogram: createHistogram(), flagged: 0, alerts: 0 };
      buckets.push(last);
    }
    addStored(last, { ...row });
  }
  return buckets.map((bucket) => chartBucketOf(bucket, seconds));
}
