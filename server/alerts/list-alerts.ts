import { z } from "zod";
import type { AlertQuery, AlertRow, AlertStatus } from "../../lib/contracts/alerts.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { cursorId, cursorMicroseconds, decodeCursor, encodeCursor } from "../http/cursor.ts";
import { type AlertFilters, alertFilters } from "./alert-filters.ts";
import { type AlertRecord, alertColumns, alertRow } from "./alert-row.ts";

interface ListedRecord extends AlertRecord {
  /** Microseconds since 1970, for cursors: a Date would cut them. */
  readonly lastSeenUs: bigint;
}

/** An order of the list: its index, where a cursor continues in it, and the cursor of a row. */
interface Order {
  readonly by: Sql.Sql;
  readonly after: Sql.Sql | null;
  readonly perStatus: boolean;
  cursorOf(record: ListedRecord): string;
}

function newest(cursor: string | undefined): Order {
  const last = decodeCursor(cursor, "alerts.newest", z.tuple([cursorId]));
  return {
    by: Sql.sql`a.id DESC`,
    after: last && Sql.sql`a.id < ${BigInt(last[0])}::bigint`,
    perStatus: true,
    cursorOf: ({ id }) => encodeCursor("alerts.newest", [id.toString()]),
  };
}

function severity(cursor: string | undefined): Order {
  const last = decodeCursor(cursor, "alerts.severity", z.tuple([z.number().int().min(0).max(9), cursorId]));
  return {
    by: Sql.sql`a.severity DESC, a.id DESC`,
    after: last && Sql.sql`(a.severity, a.id) < (${last[0]}::smallint, ${BigInt(last[1])}::bigint)`,
    perStatus: true,
    cursorOf: ({ severity: value, id }) => encodeCursor("alerts.severity", [value, id.toString()]),
  };
}

function score(cursor: string | undefined): Order {
  const last = decodeCursor(cursor, "alerts.score", z.tuple([z.number(), cursorId]));
  return {
    by: Sql.sql`a.score DESC, a.id DESC`,
    after: last && Sql.sql`(a.score, a.id) < (${last[0]}::float8, ${BigInt(last[1])}::bigint)`,
    perStatus: true,
    cursorOf: ({ score: value, id }) => encodeCursor("alerts.score", [value, id.toString()]),
  };
}

function lastSeen(cursor: string | undefined): Order {
  const last = decodeCursor(cursor, "alerts.lastSeen", z.tuple([cursorMicroseconds, cursorId]));
  const at = (us: string) => Sql.sql`timestamptz 'epoch' + ${BigInt(us)}::bigint * interval '1 microsecond'`;
  return {
    by: Sql.sql`a.last_seen DESC, a.id DESC`,
    after: last && Sql.sql`(a.last_seen, a.id) < (${at(last[0])}, ${BigInt(last[1])}::bigint)`,
    perStatus: false,
    cursorOf: ({ lastSeenUs, id }) => encodeCursor("alerts.lastSeen", [lastSeenUs.toString(), id.toString()]),
  };
}

const orders = { newest, severity, score, lastSeen };

/**
 * The page's ids. The indexes lead with one status, so each status is read in order from its own and the few rows that
 * come out are merged: a list over several statuses stays as fast as over one.
 */
function pageOf({ where, statuses }: AlertFilters, order: Order, limit: number): Sql.Sql {
  const conditions = order.after === null ? where : [...where, order.after];
  const branch = (condition: Sql.Sql) => Sql.sql`(
    SELECT a.* FROM alert a WHERE ${Sql.join([...conditions, condition], " AND ")} ORDER BY ${order.by} LIMIT ${limit})`;
  if (!order.perStatus) return branch(Sql.sql`a.status = ANY(${[...statuses]}::text[])`);
  const branches = statuses.map((status) => branch(Sql.sql`a.status = ${status}`));
  return Sql.sql`(SELECT a.* FROM (${Sql.join(branches, " UNION ALL ")}) a ORDER BY ${order.by} LIMIT ${limit})`;
}

type Counts = Record<AlertStatus, number>;

/** How many alerts there are in each status under the other filters. */
async function countByStatus(db: Database, { where }: AlertFilters): Promise<Counts> {
  const rows = await db.$queryRaw<{ status: AlertStatus; count: bigint }[]>(
    Sql.sql`SELECT a.status, count(*) AS count FROM alert a WHERE ${Sql.join([...where], " AND ")} GROUP BY a.status`,
  );
  const counts: Counts = { new: 0, in_progress: 0, suppressed: 0, resolved: 0 };
  for (const { status, count } of rows) counts[status] = Number(count);
  return counts;
}

/** A page of alerts with the counts of all statuses. */
export async function listAlerts(
  db: Database,
  query: AlertQuery,
): Promise<{ items: AlertRow[]; nextCursor: string | null; counts: Counts }> {
  const filters = alertFilters(query);
  const order = orders[query.sort](query.cursor);
  const [records, counts] = await Promise.all([
    db.$queryRaw<ListedRecord[]>(Sql.sql`
      SELECT ${alertColumns}, (extract(epoch FROM a.last_seen) * 1000000)::bigint AS "lastSeenUs"
      FROM ${pageOf(filters, order, query.limit + 1)} a ORDER BY ${order.by}`),
    countByStatus(db, filters),
  ]);
  const page = records.slice(0, query.limit);
  const last = page.at(-1);
  const nextCursor = records.length > query.limit && last !== undefined ? order.cursorOf(last) : null;
  return { items: page.map(alertRow), nextCursor, counts };
}
