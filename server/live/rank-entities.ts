import type { LiveEntities, LiveRange } from "../../lib/contracts/live.ts";
import { entityKindNames } from "../../lib/pipeline/entity-kind-names.ts";
import { entityKind } from "../../lib/pipeline/types.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { hexOfId } from "../events/entity-hex.ts";
import { livePartOf } from "./live-part.ts";
import { inSpan, offsetSpan } from "./offset-span.ts";
import { rangeOf } from "./range-of.ts";

/** Alarming events that count, the highest first: what a look costs at most. */
const mostEvents = 5000;
const mostEntities = 10;
/** More open alerts are not counted. */
const mostAlerts = 100;

interface RankedRow {
  readonly kind: number;
  readonly id: bigint;
  readonly name: string | null;
  readonly risk: number;
  readonly highest: number;
  readonly highestEvent: number;
  readonly alarming: number;
  readonly flagged: number;
  readonly openAlerts: number;
  readonly counted: number;
}

/**
 * An event that scores 50 or more gives its user, host and source address its points above 50. An entity's risk is
 * their sum, at most three times the highest: a thousand repetitions must not outweigh what is worse.
 */
const risk = Sql.sql`least(sum(e.score - 50), 3 * max(e.score - 50))`;

/** The entities of a range that its alarming events point at most. */
export async function rankEntities(db: Database, query: LiveRange, now: Date): Promise<LiveEntities> {
  const range = rangeOf(query, now.getTime());
  const part = await livePartOf(db, query);
  const where = Sql.join(
    [...inSpan(part.stream, await offsetSpan(db, part.stream, range), range), ...part.conditions],
    " AND ",
  );
  const rows = await db.$queryRaw<RankedRow[]>(Sql.sql`
    WITH alarming AS MATERIALIZED (
      SELECT e.id, e.user_id, e.host_id, e.src_id, e.score, e.band FROM event e
      WHERE ${where} AND e.score >= 50 ORDER BY e.score DESC, e.id DESC LIMIT ${mostEvents}
    ), ranked AS (
      SELECT v.kind, v.id, ${risk} AS risk, max(e.score) AS highest,
        (array_agg(e.id ORDER BY e.score DESC, e.id DESC))[1]::float8 AS "highestEvent", count(*)::int AS alarming,
        (count(*) FILTER (WHERE e.band > 0))::int AS flagged
      FROM alarming e CROSS JOIN LATERAL (VALUES (${entityKind.user}::int, e.user_id), (${entityKind.host}::int, e.host_id),
        (${entityKind.address}::int, e.src_id)) AS v (kind, id)
      WHERE v.id IS NOT NULL GROUP BY v.kind, v.id
      ORDER BY risk DESC, alarming DESC, v.id LIMIT ${mostEntities}
    )
    SELECT r.*, n.name, (SELECT count(*)::int FROM alarming) AS counted, (SELECT count(*)::int FROM (
        SELECT 1 FROM alert a WHERE a.entity_ids @> ARRAY[r.id] AND a.stream = ${part.stream}::smallint
          AND a.status IN ('new', 'in_progress') LIMIT ${mostAlerts}
      ) AS open) AS "openAlerts"
    FROM ranked r LEFT JOIN entity n ON n.stream = ${part.stream}::smallint AND n.id = r.id
    ORDER BY r.risk DESC, r.alarming DESC, r.id`);
  return {
    entities: rows.map(({ kind, id, name, counted: _counted, ...row }) => ({
      ...row,
      entity: { id: hexOfId(id), kind: kindName(kind), name: name ?? hexOfId(id) },
    })),
    more: rows[0]?.counted === mostEvents,
  };
}

function kindName(kind: number): "user" | "host" | "address" {
  return kind === entityKind.user || kind === entityKind.host ? entityKindNames[kind] : entityKindNames[3];
}
