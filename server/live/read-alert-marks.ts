import { severitySchema } from "../../lib/contracts/common.ts";
import type { AlertMark } from "../../lib/contracts/live.ts";
import type { TimeRange } from "../../lib/contracts/live-range.ts";
import { type Database, Sql } from "../db/prisma.ts";
import type { LivePart } from "./live-part.ts";

/** More marks than a chart has room for. */
const mostMarks = 500;
/** Stretches of a range that each get one mark where there are more alerts than that. */
const stretches = 120;

interface MarkRow {
  readonly id: bigint;
  readonly createdAt: Date;
  readonly score: number;
  readonly severity: number;
  readonly title: string;
  readonly count: number;
}

/** Alerts raised in the range; of a source or class those whose worst event is of it. */
function picked({ stream, conditions, entity }: LivePart, { from, to }: TimeRange): Sql.Sql {
  const where = Sql.join(
    [
      Sql.sql`a.stream = ${stream}::smallint`,
      Sql.sql`a.created_at >= ${new Date(from)}::timestamptz AND a.created_at < ${new Date(to)}::timestamptz`,
      ...(entity === null ? [] : [Sql.sql`a.entity_ids @> ARRAY[${entity.id}::bigint]`]),
      ...(conditions.length === 0
        ? []
        : [
            Sql.sql`EXISTS (SELECT 1 FROM event e WHERE e.id = a.event_id AND e.received = a.event_received
              AND e.stream = a.stream AND ${Sql.join(conditions, " AND ")})`,
          ]),
    ],
    " AND ",
  );
  return Sql.sql`FROM alert a WHERE ${where}`;
}

const columns = Sql.sql`a.id, a.created_at AS "createdAt", a.score, a.severity, a.title`;

/** The worst alert of each stretch of the range, and how many there are in it. */
function readStretches(db: Database, part: LivePart, range: TimeRange): Promise<MarkRow[]> {
  const ms = Math.ceil((range.to - range.from) / stretches);
  const stretch = Sql.sql`floor((extract(epoch FROM a.created_at) * 1000 - ${range.from}::float8) / ${ms}::float8)`;
  return db.$queryRaw<MarkRow[]>(Sql.sql`
    SELECT DISTINCT ON (stretch) id, "createdAt", score, severity, title, count FROM (
      SELECT ${columns}, ${stretch} AS stretch, (count(*) OVER (PARTITION BY ${stretch}))::int AS count
      ${picked(part, range)}
    ) AS counted ORDER BY stretch, severity DESC, score DESC, id DESC`);
}

/** Alerts raised in a range, oldest first, as marks on the chart. */
export async function readAlertMarks(db: Database, part: LivePart, range: TimeRange): Promise<AlertMark[]> {
  const single = await db.$queryRaw<MarkRow[]>(Sql.sql`
    SELECT ${columns}, 1 AS count ${picked(part, range)} ORDER BY a.created_at, a.id LIMIT ${mostMarks + 1}`);
  const rows = single.length > mostMarks ? await readStretches(db, part, range) : single;
  return rows.map(({ id, createdAt, score, severity, title, count }) => ({
    id: Number(id),
    at: createdAt.getTime(),
    score,
    severity: severitySchema.options[severity - 1] ?? "informational",
    title,
    count,
  }));
}
