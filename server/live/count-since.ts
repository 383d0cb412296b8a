import type { z } from "zod";
import type { liveSinceQuerySchema, liveSinceSchema } from "../../lib/contracts/live.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { livePartOf } from "./live-part.ts";
import { inSpan, offsetSpan } from "./offset-span.ts";

/** More is not counted: "10,000+" says as much to somebody who looks away. */
const mostCounted = 10_000;
/** Events of the stream among which those of a part are looked for. */
const mostLooked = 200_000;

/** What came to a part of a stream at or after a moment. */
export async function countSince(
  db: Database,
  query: z.output<typeof liveSinceQuerySchema>,
  now: Date,
): Promise<z.input<typeof liveSinceSchema>> {
  const part = await livePartOf(db, query);
  // Past the clock's end: what is received this very second counts too.
  const range = { from: Date.parse(query.at), to: now.getTime() + 60_000 };
  const span = await offsetSpan(db, part.stream, range);
  const end =
    part.entity === null && span.end - span.first > BigInt(mostLooked) ? span.first + BigInt(mostLooked) : span.end;
  const where = Sql.join([...inSpan(part.stream, { ...span, end }, range), ...part.conditions], " AND ");
  const entity = part.entity === null ? Sql.empty : Sql.sql`AND entity_ids @> ARRAY[${part.entity.id}::bigint]`;
  const [counted] = await db.$queryRaw<{ events: number; alerts: number }[]>(Sql.sql`
    SELECT
      (SELECT count(*)::int FROM (SELECT 1 FROM event e WHERE ${where} LIMIT ${mostCounted}) AS picked) AS events,
      (SELECT count(*)::int FROM (
        SELECT 1 FROM alert WHERE stream = ${part.stream}::smallint
          AND created_at >= ${new Date(range.from)}::timestamptz ${entity} LIMIT ${mostCounted}
      ) AS raised) AS alerts`);
  const { events = 0, alerts = 0 } = counted ?? {};
  return { events, alerts, more: events === mostCounted || end < span.end };
}
