import type { Live, LiveQuery } from "../../lib/contracts/live.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { type EventRecord, eventRow, readEventRecords } from "../events/event-row.ts";
import { readPushCursor } from "../realtime/read-push-cursor.ts";
import { readAlertMarks } from "./read-alert-marks.ts";
import { readBuckets } from "./read-buckets.ts";
import { thresholdStep } from "./threshold-step.ts";

const mostEvents = 50;
/** With fewer alarming events than this the list is filled up with lower ones: a quiet stream shows something too. */
const fewestEvents = 20;
/** The newest events among which lower scores are looked for: they have no index by score. */
const newestEvents = 2_000;
const dayMs = 86_400_000;

/** The step in force when the chart begins, and those after it. */
async function readThresholdSteps(db: Database, stream: number, since: Date): Promise<Live["thresholds"]> {
  const [before, after] = await Promise.all([
    db.thresholdChange.findFirst({ where: { stream, at: { lt: since } }, orderBy: { version: "desc" } }),
    db.thresholdChange.findMany({ where: { stream, at: { gte: since } }, orderBy: { version: "asc" }, take: 2_000 }),
  ]);
  return [...(before === null ? [] : [before]), ...after].map(thresholdStep);
}

const highestFirst = Sql.sql`e.score DESC, e.id DESC`;

/** The score is written out: only so does the query match the partial index of scores from 50 on. */
function readAlarming(db: Database, stream: number, since: Date): Promise<EventRecord[]> {
  const page = Sql.sql`
    SELECT * FROM event e
    WHERE e.stream = ${stream}::smallint AND e.received >= ${since}::timestamptz AND e.score >= 50
    ORDER BY ${highestFirst} LIMIT ${mostEvents}`;
  return readEventRecords(db, page, highestFirst);
}

interface Quiet {
  readonly stream: number;
  readonly since: Date;
  readonly count: number;
}

function readQuiet(db: Database, { stream, since, count }: Quiet): Promise<EventRecord[]> {
  // Inside the inner limit only the day is compared, which rules out whole partitions: compared with the moment, a
  // range without events would walk a day's index in search of more.
  const page = Sql.sql`
    SELECT * FROM (
      SELECT * FROM event WHERE stream = ${stream}::smallint AND received >= ${startOfDay(since)}::timestamptz
      ORDER BY id DESC LIMIT ${newestEvents}
    ) e
    WHERE e.received >= ${since}::timestamptz AND e.score < 50
    ORDER BY ${highestFirst} LIMIT ${count}`;
  return readEventRecords(db, page, highestFirst);
}

/** Partitions begin at midnight UTC. */
function startOfDay(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / dayMs) * dayMs);
}

/** The events of the chart that scored highest: up to fifty alarming ones, and lower ones where those are few. */
async function readTop(db: Database, stream: number, since: Date): Promise<Live["top"]> {
  const alarms = await readAlarming(db, stream, since);
  const missing = fewestEvents - alarms.length;
  const quiet = missing > 0 ? await readQuiet(db, { stream, since, count: missing }) : [];
  return [...alarms, ...quiet].map(eventRow);
}

/**
 * Everything the Live page shows at first. The push cursor is read before the rest: what commits in between is in the
 * answer and comes again as a push, and nothing falls between the two.
 */
export async function readLive(db: Database, { stream, minutes }: LiveQuery, now: Date): Promise<Live> {
  const cursor = await readPushCursor(db);
  const number = streamNumbers[stream];
  const since = new Date(now.getTime() - minutes * 60_000);
  const [buckets, thresholds, alerts, top] = await Promise.all([
    readBuckets(db, { stream: number, since, minutes }),
    readThresholdSteps(db, number, since),
    readAlertMarks(db, number, since),
    readTop(db, number, since),
  ]);
  return { stream, now: now.getTime(), buckets, thresholds, alerts, top, cursor };
}
