import type { Live } from "../../lib/contracts/live.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { type EventRecord, eventRow, readEventRecords } from "../events/event-row.ts";
import { mostOfEntity } from "./count-buckets.ts";
import type { LivePart } from "./live-part.ts";
import { inSpan, type OffsetSpan } from "./offset-span.ts";

const mostEvents = 50;
/** With fewer alarming events than this the list is filled up with lower ones: a quiet stream shows something too. */
const fewestEvents = 20;
/** The newest events among which lower scores are looked for: they have no index by score. */
const newestEvents = 2_000;

const highestFirst = Sql.sql`e.score DESC, e.id DESC`;

/** The score is written out: only so does the query match the partial index of scores from 50 on. */
function readAlarming(db: Database, where: Sql.Sql): Promise<EventRecord[]> {
  const page = Sql.sql`
    SELECT * FROM event e WHERE ${where} AND e.score >= 50 ORDER BY ${highestFirst} LIMIT ${mostEvents}`;
  return readEventRecords(db, page, highestFirst);
}

function readQuiet(db: Database, where: Sql.Sql, limits: { newest: number; count: number }): Promise<EventRecord[]> {
  const page = Sql.sql`
    SELECT * FROM (SELECT * FROM event e WHERE ${where} ORDER BY e.id DESC LIMIT ${limits.newest}) e
    WHERE e.score < 50 ORDER BY ${highestFirst} LIMIT ${limits.count}`;
  return readEventRecords(db, page, highestFirst);
}

interface Place {
  readonly span: OffsetSpan;
  readonly range: TimeRange;
}

/** Of one entity: its own index leads to its events, of which there are so many at most. */
function readOfEntity(db: Database, where: Sql.Sql): Promise<EventRecord[]> {
  const page = Sql.sql`
    SELECT * FROM (SELECT * FROM event e WHERE ${where} ORDER BY e.id DESC LIMIT ${mostOfEntity}) e
    ORDER BY ${highestFirst} LIMIT ${mostEvents}`;
  return readEventRecords(db, page, highestFirst);
}

/** The events of the range that scored highest: up to fifty alarming ones, and lower ones where those are few. */
export async function readTop(db: Database, part: LivePart, { span, range }: Place): Promise<Live["top"]> {
  const where = Sql.join([...inSpan(part.stream, span, range), ...part.conditions], " AND ");
  if (part.entity !== null) return (await readOfEntity(db, where)).map(eventRow);
  const alarms = await readAlarming(db, where);
  const missing = fewestEvents - alarms.length;
  const quiet = missing > 0 ? await readQuiet(db, where, { newest: newestEvents, count: missing }) : [];
  return [...alarms, ...quiet].map(eventRow);
}
