import { type Database, Sql } from "../../db/prisma.ts";
import { AppError } from "../../http/app-error.ts";

/** What was raised so long before it was known for a flood belongs to it in people's eyes. */
const leadMs = 15 * 60_000;

/**
 * The alerts of a flood, as a condition over `alert a`: those that it folded, and those of their own that the same events
 * had raised while it came on. The time of recording has an index, the time of the events decides.
 */
export async function floodCondition(db: Database, stream: number, number: number): Promise<Sql.Sql> {
  const flood = await db.flood.findUnique({ where: { stream_number: { stream, number } } });
  if (flood === null) {
    const fields = [{ path: "query.flood", message: "There was no such flood." }];
    throw new AppError("invalid_request", { detail: `There is no flood ${number}.`, fields });
  }
  const { beganAt, recordedAt } = flood;
  const before = (at: Date) => new Date(at.getTime() - leadMs);
  // A Date has cut the microseconds off.
  const upTo = (at: Date) => new Date(at.getTime() + 1);
  return Sql.sql`(a.flood = ${number}::int OR (a.flood IS NULL
    AND a.created_at >= ${before(recordedAt)}::timestamptz AND a.created_at < ${upTo(recordedAt)}::timestamptz
    AND a.first_seen >= ${before(beganAt)}::timestamptz AND a.first_seen < ${upTo(beganAt)}::timestamptz))`;
}
