import type { TimeRange } from "../../lib/contracts/live-range.ts";
import { type Database, Sql } from "../db/prisma.ts";

/** Two web processes' clocks may differ by some: within it, a later offset may have been received earlier. */
const skewMs = 5000;

/** The offsets [first, end) among which everything received in a range lies. */
export interface OffsetSpan {
  readonly first: bigint;
  readonly end: bigint;
}

/** Finds the offsets of a range, so that the indexes by offset serve it. */
export async function offsetSpan(db: Database, stream: number, { from, to }: TimeRange): Promise<OffsetSpan> {
  const [low, high] = [new Date(from - skewMs), new Date(to + skewMs)];
  const [span] = await db.$queryRaw<OffsetSpan[]>(Sql.sql`
    SELECT first_offset_at(${stream}::smallint, ${low}::timestamptz) AS first,
      first_offset_at(${stream}::smallint, ${high}::timestamptz) AS "end"`);
  return span ?? { first: 0n, end: 0n };
}

/** Conditions on `event e`: of the stream, received in the range, by offset and by the day's partition. */
export function inSpan(stream: number, { first, end }: OffsetSpan, { from, to }: TimeRange): Sql.Sql[] {
  return [
    Sql.sql`e.stream = ${stream}::smallint`,
    Sql.sql`e.id >= ${first}::bigint AND e.id < ${end}::bigint`,
    Sql.sql`e.received >= ${new Date(from)}::timestamptz AND e.received < ${new Date(to)}::timestamptz`,
  ];
}
