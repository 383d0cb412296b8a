import type { Live, LiveQuery } from "../../lib/contracts/live.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { eventRow, readEventRecords } from "../events/event-row.ts";
import { readPushCursor } from "../realtime/read-push-cursor.ts";
import { readAlertMarks } from "./read-alert-marks.ts";
import { readBuckets } from "./read-buckets.ts";
import { thresholdStep } from "./threshold-step.ts";

const topEvents = 50;

/** The step in force when the chart begins, and those after it. */
async function readThresholdSteps(db: Database, stream: number, since: Date): Promise<Live["thresholds"]> {
  const [before, after] = await Promise.all([
    db.thresholdChange.findFirst({ where: { stream, at: { lt: since } }, orderBy: { version: "desc" } }),
    db.thresholdChange.findMany({ where: { stream, at: { gte: since } }, orderBy: { version: "asc" }, take: 2_000 }),
  ]);
  return [...(before === null ? [] : [before]), ...after].map(thresholdStep);
}

/** The events of the chart that scored highest. */
async function readTop(db: Database, stream: number, since: Date): Promise<Live["top"]> {
  const page = Sql.sql`
    SELECT * FROM event e
    WHERE e.stream = ${stream}::smallint AND e.received >= ${since}::timestamptz AND e.score >= 50
    ORDER BY e.score DESC, e.id DESC LIMIT ${topEvents}`;
  const records = await readEventRecords(db, page, Sql.sql`e.score DESC, e.id DESC`);
  return records.map(eventRow);
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
