import type { StreamName } from "../../lib/contracts/common.ts";
import type { LiveParts } from "../../lib/contracts/live.ts";
import { eventClasses, familyOf } from "../../lib/event/classes.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { partDimension } from "../scoring/write-parts.ts";

/** Sources of a stream that a chart can be narrowed to; more would not be chosen from a list. */
const mostSources = 1000;

/** The log sources of a stream, and the event classes that it has had. */
export async function listParts(db: Database, stream: StreamName): Promise<LiveParts> {
  const number = streamNumbers[stream];
  const [sources, classes] = await Promise.all([
    db.source.findMany({
      where: { stream: number },
      orderBy: [{ name: "asc" }, { format: "asc" }],
      take: mostSources,
      select: { id: true, name: true, format: true },
    }),
    // Each class once, by a leap through the index, not by reading every row of it.
    db.$queryRaw<{ key: number }[]>(Sql.sql`
      WITH RECURSIVE known (key) AS (
        (SELECT min(key) FROM rollup_part WHERE stream = ${number}::smallint AND dimension = ${partDimension.class}::smallint)
        UNION ALL
        SELECT (SELECT min(p.key) FROM rollup_part p WHERE p.stream = ${number}::smallint
          AND p.dimension = ${partDimension.class}::smallint AND p.key > known.key)
        FROM known WHERE known.key IS NOT NULL
      )
      SELECT key FROM known WHERE key IS NOT NULL`),
  ]);
  return {
    sources,
    classes: classes.map(({ key }) => ({
      uid: key,
      name: eventClasses[key]?.name ?? "Base Event",
      family: familyOf(key),
    })),
  };
}
