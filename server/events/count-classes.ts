import type { z } from "zod";
import type { EventClasses, eventClassesQuerySchema } from "../../lib/contracts/events.ts";
import { eventClasses } from "../../lib/event/classes.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";

/** How many scored events of each class were received in a period; without one, in the last 24 hours. */
export async function countClasses(
  db: Database,
  { stream, from, to }: z.output<typeof eventClassesQuerySchema>,
  now: Date,
): Promise<EventClasses> {
  const start = from === undefined ? new Date(now.getTime() - 86_400_000) : new Date(from);
  const end = to === undefined ? Sql.empty : Sql.sql`AND received < ${new Date(to)}::timestamptz`;
  const rows = await db.$queryRaw<{ classUid: number; count: bigint }[]>(Sql.sql`
    SELECT class_uid AS "classUid", count(*) AS count FROM event
    WHERE stream = ${streamNumbers[stream]}::smallint AND received >= ${start}::timestamptz ${end}
    GROUP BY class_uid ORDER BY count(*) DESC, class_uid`);
  return {
    classes: rows.map(({ classUid, count }) => ({
      classUid,
      name: eventClasses[classUid]?.name ?? "Base Event",
      count: Number(count),
    })),
  };
}
