import type { AlertQuery } from "../../lib/contracts/alert-query.ts";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { type AlertConditions, type Asking, alertFilters } from "./alert-filters.ts";
import { type AlertOrder, alertOrder, type ListedRecord } from "./alert-order.ts";
import { alertColumns, alertRow } from "./alert-row.ts";

/**
 * The page's rows. The indexes lead with one status, so each status is read in order from its own and the few rows that
 * come out are merged: a list over several statuses stays as fast as over one.
 */
function pageOf({ where, statuses }: AlertConditions, order: AlertOrder, limit: number): Sql.Sql {
  const conditions = order.after === null ? where : [...where, order.after];
  const branches = statuses.map(
    (status) => Sql.sql`(SELECT a.* FROM alert a
      WHERE ${Sql.join([...conditions, Sql.sql`a.status = ${status}`], " AND ")} ORDER BY ${order.by} LIMIT ${limit})`,
  );
  return Sql.sql`(SELECT a.* FROM (${Sql.join(branches, " UNION ALL ")}) a ORDER BY ${order.by} LIMIT ${limit})`;
}

/** A page of alerts. */
export async function listAlerts(
  db: Database,
  query: AlertQuery,
  asking: Asking,
): Promise<{ items: AlertRow[]; nextCursor: string | null }> {
  const order = alertOrder(query);
  const conditions = await alertFilters(db, query, asking);
  if (conditions.statuses.length === 0) return { items: [], nextCursor: null };
  const records = await db.$queryRaw<ListedRecord[]>(Sql.sql`
    SELECT ${alertColumns}, (extract(epoch FROM a.last_seen) * 1000000)::bigint AS "lastSeenUs"
    FROM ${pageOf(conditions, order, query.limit + 1)} a ORDER BY ${order.by}`);
  const page = records.slice(0, query.limit);
  const last = page.at(-1);
  const nextCursor = records.length > query.limit && last !== undefined ? order.cursorOf(last) : null;
  return { items: page.map(alertRow), nextCursor };
}
