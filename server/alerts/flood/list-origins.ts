import { z } from "zod";
import type { OriginPage, OriginQuery } from "../../../lib/contracts/floods.ts";
import { scoreOfMargin } from "../../../lib/stats/margin.ts";
import { type Database, Sql } from "../../db/prisma.ts";
import { hexOfId } from "../../events/entity-hex.ts";
import { cursorId, decodeCursor, encodeCursor } from "../../http/cursor.ts";

interface OriginRecord {
  readonly entityId: bigint;
  readonly name: string;
  readonly events: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly margin: number;
  readonly eventId: bigint;
}

const orders = {
  events: { column: Sql.sql`o.event_count`, way: Sql.raw("DESC"), beyond: Sql.raw("<") },
  rarest: { column: Sql.sql`o.event_count`, way: Sql.raw("ASC"), beyond: Sql.raw(">") },
  score: { column: Sql.sql`o.margin`, way: Sql.raw("DESC"), beyond: Sql.raw("<") },
  name: { column: Sql.sql`o.name`, way: Sql.raw("ASC"), beyond: Sql.raw(">") },
} as const;

function after({ sort, cursor }: OriginQuery): Sql.Sql {
  const last = decodeCursor(cursor, `origins.${sort}`, z.tuple([z.union([z.number(), z.string()]), cursorId]));
  if (last === null) return Sql.empty;
  const { column, beyond } = orders[sort];
  const key = typeof last[0] === "number" ? Sql.sql`${last[0]}::float8` : Sql.sql`${last[0]}::text`;
  const typed = sort === "name" ? column : Sql.sql`${column}::float8`;
  return Sql.sql`AND (${typed}, o.event_id) ${beyond} (${key}, ${BigInt(last[1])}::bigint)`;
}

function cursorOf(sort: OriginQuery["sort"], { events, margin, name, eventId }: OriginRecord): string {
  const key = sort === "name" ? name : sort === "score" ? margin : events;
  return encodeCursor(`origins.${sort}`, [key, eventId.toString()]);
}

const literally = (text: string) => text.toLowerCase().replace(/[\\%_]/g, "\\$&");

/** A page of those whom a folded alert stands for, with its events by log source. */
export async function listOrigins(db: Database, alertId: number, query: OriginQuery): Promise<OriginPage> {
  const { sort, q, limit } = query;
  const { column, way } = orders[sort];
  const named = q === undefined ? Sql.empty : Sql.sql`AND lower(o.name) LIKE ${`%${literally(q)}%`}`;
  const records = await db.$queryRaw<OriginRecord[]>(Sql.sql`
    SELECT o.entity_id AS "entityId", o.name, o.event_count AS events, o.first_seen AS "firstSeen",
      o.last_seen AS "lastSeen", o.margin, o.event_id AS "eventId"
    FROM alert_origin o WHERE o.alert_id = ${alertId}::bigint ${named} ${after(query)}
    ORDER BY ${column} ${way}, o.event_id ${way} LIMIT ${limit + 1}`);
  const sources = await db.$queryRaw<{ name: string | null; source: number; events: number }[]>(Sql.sql`
    SELECT s.name, a.source, a.event_count AS events FROM alert_source a LEFT JOIN source s ON s.id = a.source
    WHERE a.alert_id = ${alertId}::bigint ORDER BY a.event_count DESC, a.source LIMIT 50`);
  const page = records.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ entityId, margin, eventId, firstSeen, lastSeen, ...origin }) => ({
      ...origin,
      id: hexOfId(entityId),
      score: scoreOfMargin(margin),
      eventId: Number(eventId),
      firstSeen: firstSeen.toISOString(),
      lastSeen: lastSeen.toISOString(),
    })),
    nextCursor: records.length > limit && last !== undefined ? cursorOf(sort, last) : null,
    sources: sources.map(({ name, source, events }) => ({ name: name ?? `source ${source}`, events })),
  };
}
