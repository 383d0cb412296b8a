import type { TimeRange } from "../../lib/contracts/live-range.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { partSeconds } from "../scoring/write-parts.ts";
import type { LivePart } from "./live-part.ts";

/** A stretch of a range, and the stored resolution it is read in. */
export interface Level extends TimeRange {
  readonly seconds: number;
}

/** The table of a part's roll-ups and the condition on it that picks the part. */
export function rollupsOf({ stream, stored }: LivePart): Sql.Sql {
  if (stored === null) throw new Error("No roll-ups hold this part.");
  return stored === "stream"
    ? Sql.sql`rollup WHERE stream = ${stream}::smallint`
    : Sql.sql`rollup_part WHERE stream = ${stream}::smallint AND dimension = ${stored.dimension}::smallint
        AND key = ${stored.key}::int`;
}

/** The condition that picks a level of them. */
export function atLevel({ seconds, from, to }: Level): Sql.Sql {
  return Sql.sql`resolution = ${seconds}::int AND start >= ${new Date(from)}::timestamptz
    AND start < ${new Date(to)}::timestamptz`;
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
 * How a range of buckets of so many seconds is read: each stretch in the coarsest resolution that the buckets allow and
 * that is whole there; the newest minutes and hours, which are not merged yet, in finer ones.
 */
export async function storedLevels(
  db: Database,
  part: LivePart,
  { range, seconds }: { readonly range: TimeRange; readonly seconds: number },
): Promise<Level[]> {
  const levels: Level[] = [];
  let { from } = range;
  for (const length of [3600, 60].filter((candidate) => candidate <= seconds)) {
    const to = Math.min(range.to, Math.max(from, await wholeUntil(db, part, length)));
    levels.push({ seconds: length, from, to });
    from = to;
  }
  levels.push({ seconds: part.stored === "stream" ? 1 : partSeconds, from, to: range.to });
  return levels.filter((level) => level.from < level.to);
}
