import { z } from "zod";
import type { EventQuery, EventRow } from "../../lib/contracts/events.ts";
import { eventClasses, eventFamilies } from "../../lib/event/classes.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { cursorId, cursorMicroseconds, decodeCursor, encodeCursor } from "../http/cursor.ts";
import { idOfHex } from "./entity-hex.ts";
import { type EventRecord, eventRow, readEventRecords } from "./event-row.ts";
import { keptBackFilters } from "./kept-back.ts";

/** From this score on the events are indexed by score; a list by score begins here unless it is asked for lower ones. */
const indexedScore = 50;

/** An order of the list: its index, where a cursor continues in it, and the cursor of a row. */
interface Order {
  readonly by: Sql.Sql;
  readonly after: Sql.Sql | null;
  cursorOf(record: EventRecord): string;
}

function byId(cursor: string | undefined): Order {
  const last = decodeCursor(cursor, "events.id", z.tuple([cursorId]));
  return {
    by: Sql.sql`e.id DESC`,
    after: last && Sql.sql`e.id < ${BigInt(last[0])}::bigint`,
    cursorOf: ({ id }) => encodeCursor("events.id", [id.toString()]),
  };
}

function byTime(cursor: string | undefined): Order {
  const last = decodeCursor(cursor, "events.time", z.tuple([cursorMicroseconds, cursorId]));
  const at = (us: string) => Sql.sql`timestamptz 'epoch' + ${BigInt(us)}::bigint * interval '1 microsecond'`;
  return {
    by: Sql.sql`e.time DESC, e.id DESC`,
    after: last && Sql.sql`(e.time, e.id) < (${at(last[0])}, ${BigInt(last[1])}::bigint)`,
    cursorOf: ({ timeUs, id }) => encodeCursor("events.time", [timeUs.toString(), id.toString()]),
  };
}

function byScore(cursor: string | undefined): Order {
  const last = decodeCursor(cursor, "events.score", z.tuple([z.number(), cursorId]));
  return {
    by: Sql.sql`e.score DESC, e.id DESC`,
    after: last && Sql.sql`(e.score, e.id) < (${last[0]}::float8, ${BigInt(last[1])}::bigint)`,
    cursorOf: ({ score, id }) => encodeCursor("events.score", [score, id.toString()]),
  };
}

function orderOf({ order, from, to, cursor }: EventQuery): Order {
  if (order === "score") return byScore(cursor);
  // A period is found by time; without one the newest are the last of the log.
  return from === undefined && to === undefined ? byId(cursor) : byTime(cursor);
}

function classesOf(families: string): number[] {
  const wanted = new Set(families.split(","));
  const known: readonly string[] = eventFamilies;
  const unknown = [...wanted].filter((family) => !known.includes(family));
  if (unknown.length > 0) {
    const message = `One of ${eventFamilies.join(", ")}.`;
    throw new AppError("invalid_request", { fields: [{ path: "query.family", message }] });
  }
  return Object.entries(eventClasses).flatMap(([uid, { family }]) => (wanted.has(family) ? [Number(uid)] : []));
}

function filtersOf(query: EventQuery): Sql.Sql[] {
  const { stream, family, from, to, order } = query;
  const minScore = query.minScore ?? (order === "score" ? indexedScore : 0);
  const filters = [Sql.sql`e.stream = ${streamNumbers[stream]}::smallint`];
  // The literal lets the planner see that the partial index on scores will do.
  if (minScore >= indexedScore) filters.push(Sql.sql`e.score >= 50`);
  if (minScore > 0) filters.push(Sql.sql`e.score >= ${minScore}::float8`);
  if (family !== undefined) filters.push(Sql.sql`e.class_uid = ANY(${classesOf(family)}::int[])`);
  if (from !== undefined) filters.push(Sql.sql`e.time >= ${new Date(from)}::timestamptz`);
  if (to !== undefined) filters.push(Sql.sql`e.time < ${new Date(to)}::timestamptz`);
  return filters;
}

/** The page's rows; for an entity from each of its indexes, since it stands in one column only, by its kind. */
function pageOf(filters: readonly Sql.Sql[], order: Order, { entity }: EventQuery, limit: number): Sql.Sql {
  const all = order.after === null ? filters : [...filters, order.after];
  const branch = (more: readonly Sql.Sql[]) =>
    Sql.sql`SELECT * FROM event e WHERE ${Sql.join([...all, ...more], " AND ")} ORDER BY ${order.by} LIMIT ${limit}`;
  if (entity === undefined) return branch([]);
  const id = idOfHex(entity);
  const columns = [Sql.sql`e.user_id`, Sql.sql`e.host_id`, Sql.sql`e.src_id`];
  const branches = columns.map((column) => Sql.sql`(${branch([Sql.sql`${column} = ${id}::bigint`])})`);
  return Sql.sql`SELECT * FROM (${Sql.join(branches, " UNION ALL ")}) e ORDER BY ${order.by} LIMIT ${limit}`;
}

/**
 * A page of scored events: newest first (by offset; within a period by time) or highest score first. An address is
 * found as a source, which is indexed, not as a destination.
 */
export async function listEvents(
  db: Database,
  query: EventQuery,
): Promise<{ items: EventRow[]; nextCursor: string | null }> {
  const order = orderOf(query);
  // One more than asked tells whether there is a next page.
  const filters = [...filtersOf(query), ...(await keptBackFilters(db, query))];
  const records = await readEventRecords(db, pageOf(filters, order, query, query.limit + 1), order.by);
  const items = records.slice(0, query.limit);
  const last = items.at(-1);
  const nextCursor = records.length > query.limit && last !== undefined ? order.cursorOf(last) : null;
  return { items: items.map(eventRow), nextCursor };
}
