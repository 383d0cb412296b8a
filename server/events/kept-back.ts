import type { EventQuery } from "../../lib/contracts/events.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";

interface GuardBounds {
  readonly start: bigint;
  readonly anchor: number;
  readonly low: number;
}

/** A floating-point score of a margin may lie a hair above that of the event. */
const hair = 1e-9;

/** What an exception covered, under whichever version of the policy: it has a place in each. */
function exceptedBy(id: string): Sql.Sql[] {
  return [
    // The literal lets the planner see that the partial index will do.
    Sql.sql`e.excepted <> 0`,
    Sql.sql`(e.policy_version, e.excepted) IN (
      SELECT p.version, x.place FROM policy p
      CROSS JOIN LATERAL jsonb_array_elements(p.body -> 'exceptions') WITH ORDINALITY AS x (body, place)
      WHERE p.stream = e.stream AND x.body ->> 'id' = ${id})`,
  ];
}

async function guardBounds(db: Database, stream: number): Promise<GuardBounds | null> {
  const rows = await db.$queryRaw<GuardBounds[]>(Sql.sql`
    SELECT (body ->> 'startOffset')::bigint AS start, (body ->> 'anchor')::float8 AS anchor,
      (body -> 'rails' ->> 'low')::float8 AS low
    FROM guard_view WHERE stream = ${stream}::smallint`);
  return rows[0] ?? null;
}

/** Between the anchor and where notify stood then, since the guard began. Lists by score find them by its index. */
async function movedPast(db: Database, stream: number, how: "hidden" | "shown"): Promise<Sql.Sql[]> {
  const bounds = await guardBounds(db, stream);
  if (bounds === null) return [Sql.sql`false`];
  const { start, anchor, low } = bounds;
  const since = Sql.sql`e.id >= ${start}::bigint`;
  const from = (margin: number) => Sql.sql`e.score >= ${scoreOfMargin(margin) - hair}::float8`;
  return how === "hidden"
    ? [since, from(anchor), Sql.sql`e.margin >= ${anchor}::float8 AND e.band = 0 AND e.excepted = 0`]
    : [since, from(low), Sql.sql`e.margin < ${anchor}::float8 AND e.band > 0`];
}

/** Conditions of a list of what people were not told of, or were told of, by an exception or by moves away from the anchor. */
export async function keptBackFilters(
  db: Database,
  { stream, excepted, adaptation }: EventQuery,
): Promise<readonly Sql.Sql[]> {
  const moved = adaptation === undefined ? [] : await movedPast(db, streamNumbers[stream], adaptation);
  return excepted === undefined ? moved : [...moved, ...exceptedBy(excepted)];
}
