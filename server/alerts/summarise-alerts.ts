import type { AlertFilter, AlertSummary, TimeTaken } from "../../lib/contracts/alert-query.ts";
import { alertSpans } from "../../lib/contracts/alert-query.ts";
import type { AlertStatus } from "../../lib/contracts/alerts.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { type AlertConditions, type Asking, alertFilters } from "./alert-filters.ts";

/** Where counting stops: by indexes alone it is cheap, under other filters each alert has to be looked at. */
const mostCounted = { byIndex: 200_000, byRow: 10_000 } as const;
/** Without a period of its own the page shows how quick people were in the last week. */
const usualSpan = "7d";

type Counts = Pick<AlertSummary, "counts" | "atLeast">;

const noCounts = { new: 0, in_progress: 0, suppressed: 0, resolved: 0 } as const;

interface CountRecord {
  readonly status: AlertStatus;
  readonly count: bigint;
}

/** All matches of a text at once. */
async function countMatches(db: Database, { where }: AlertConditions): Promise<Counts> {
  const rows = await db.$queryRaw<CountRecord[]>(
    Sql.sql`SELECT a.status, count(*) AS count FROM alert a WHERE ${Sql.join([...where], " AND ")} GROUP BY a.status`,
  );
  const counted = Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
  return { counts: { ...noCounts, ...counted }, atLeast: [] };
}

/** How many alerts there are in each status; each is counted up to a limit, and the answer says where it was met. */
async function countByStatus(db: Database, { where, counted, possible }: AlertConditions): Promise<Counts> {
  const most = counted ? mostCounted.byIndex : mostCounted.byRow;
  const branches = possible.map(
    (status) => Sql.sql`SELECT ${status}::text AS status, (SELECT count(*) FROM (
      SELECT 1 FROM alert a WHERE ${Sql.join([...where, Sql.sql`a.status = ${status}`], " AND ")} LIMIT ${most + 1}
    ) matching) AS count`,
  );
  const rows = await db.$queryRaw<CountRecord[]>(Sql.join(branches, " UNION ALL "));
  const counts = Object.fromEntries(rows.map(({ status, count }) => [status, Math.min(most, Number(count))]));
  const atLeast = rows.filter(({ count }) => count > most).map(({ status }) => status);
  return { counts: { ...noCounts, ...counts }, atLeast };
}

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** The longest times are the few that matter, so quantiles are of all, not of a sample. */
async function timeTaken(db: Database, { where }: AlertConditions, moment: Sql.Sql, span: Span): Promise<TimeTaken> {
  const within = [Sql.sql`${moment} >= ${span.from}::timestamptz`, Sql.sql`${moment} < ${span.to}::timestamptz`];
  const [row] = await db.$queryRaw<{ count: bigint; quantiles: (number | null)[] | null }[]>(Sql.sql`
    SELECT count(*) AS count, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (
      ORDER BY extract(epoch FROM ${moment} - a.created_at)::float8) AS quantiles
    FROM alert a WHERE ${Sql.join([...where, ...within], " AND ")}`);
  const [p50 = null, p90 = null] = row?.quantiles ?? [];
  return { count: Number(row?.count ?? 0), p50, p90 };
}

/** Counts by status under the other filters, and how long people took to acknowledge and to resolve in the period. */
export async function summariseAlerts(db: Database, query: AlertFilter, asking: Asking): Promise<AlertSummary> {
  const { within, from, to, time: _time, ...others } = query;
  const spanMs = alertSpans[within ?? usualSpan] * 60_000;
  const span = {
    from: from === undefined ? new Date(asking.now.getTime() - spanMs) : new Date(from),
    to: to === undefined ? asking.now : new Date(to),
  };
  // Who acknowledged in the period is asked of every status; the period is that of the deed.
  const counting = { ...asking, use: "all" } as const;
  const [conditions, ofAnyTime] = await Promise.all([
    alertFilters(db, query, counting),
    alertFilters(db, { ...others, time: "lastSeen" }, counting),
  ]);
  const [counted, timeToAcknowledge, timeToResolve] = await Promise.all([
    conditions.searched ? countMatches(db, conditions) : countByStatus(db, conditions),
    timeTaken(db, ofAnyTime, Sql.sql`a.acknowledged_at`, span),
    timeTaken(db, ofAnyTime, Sql.sql`a.resolved_at`, span),
  ]);
  const measured = { measuredFrom: span.from.toISOString(), measuredTo: span.to.toISOString() };
  return { ...counted, timeToAcknowledge, timeToResolve, ...measured };
}
