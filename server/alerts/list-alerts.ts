import type { AlertQuery } from "../../lib/contracts/alert-query.ts";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { type AlertConditions, type Asking, alertFilters } from "./alert-filters.ts";
import { type AlertOrder, alertOrder, type ListedRecord } from "./alert-order.ts";
import { alertColumns, alertRow } from "./alert-row.ts";
import { listByLanes } from "./flood/list-by-lanes.ts";

/** So many alerts are read and sorted in a few milliseconds. */
const fewInPeriod = 5_000;

/**
 * Whether a period is asked for that holds few alerts. The planner cannot see that an order leads away from the period,
 * oldest first say, and would look through all that lie before it: then the period is read and sorted instead.
 */
async function isOfFew(db: Database, { period, statuses }: AlertConditions): Promise<boolean> {
  if (period === null) return false;
  const branches = statuses.map(
    (status) => Sql.sql`(SELECT 1 FROM alert a
      WHERE ${Sql.join([...period, Sql.sql`a.status = ${status}`], " AND ")} LIMIT ${fewInPeriod + 1})`,
  );
  const [row] = await db.$queryRaw<{ count: bigint }[]>(
    Sql.sql`SELECT count(*) AS count FROM (${Sql.join(branches, " UNION ALL ")}) a`,
  );
  return Number(row?.count ?? 0) <= fewInPeriod;
}

/**
 * The page's rows. The indexes lead with one status, so each status is read in order from its own and the few rows that
 * come out are merged: a list over several statuses stays as fast as over one.
 */
function pageOf({ where, statuses }: AlertConditions, order: AlertOrder, limit: number, ofFew: boolean): Sql.Sql {
  const conditions = order.after === null ? where : [...where, order.after];
  // OFFSET 0 keeps the order out of the choice of the index.
  const sortedAfterwards = ofFew ? Sql.sql`OFFSET 0` : Sql.empty;
  const branches = statuses.map(
    (status) => Sql.sql`(SELECT a.* FROM (SELECT a.* FROM alert a
      WHERE ${Sql.join([...conditions, Sql.sql`a.status = ${status}`], " AND ")} ${sortedAfterwards}) a
      ORDER BY ${order.by} LIMIT ${limit})`,
  );
  return Sql.sql`(SELECT a.* FROM (${Sql.join(branches, " UNION ALL ")}) a ORDER BY ${order.by} LIMIT ${limit})`;
}

/** A page of alerts. */
export async function listAlerts(
  db: Database,
  query: AlertQuery,
  asking: Asking,
): Promise<{ items: AlertRow[]; nextCursor: string | null }> {
  const { sort, dir, cursor } = query;
  const conditions = await alertFilters(db, query, asking);
  if (conditions.statuses.length === 0) return { items: [], nextCursor: null };
  if (sort === "lanes") return listByLanes(db, query, conditions);
  const order = alertOrder({ sort, dir, cursor });
  const ofFew = await isOfFew(db, conditions);
  const records = await db.$queryRaw<ListedRecord[]>(Sql.sql`
    SELECT ${alertColumns}, (extract(epoch FROM a.last_seen) * 1000000)::bigint AS "lastSeenUs"
    FROM ${pageOf(conditions, order, query.limit + 1, ofFew)} a ORDER BY ${order.by}`);
  const page = records.slice(0, query.limit);
  const last = page.at(-1);
  const nextCursor = records.length > query.limit && last !== undefined ? order.cursorOf(last) : null;
  return { items: page.map(alertRow), nextCursor };
}
