import { type AlertFilter, type AlertStanding, alertIdsSchema, mostAlertIds } from "../../lib/contracts/alert-query.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { type Asking, alertFilters } from "./alert-filters.ts";

/** The alerts that match, newest first, with the revision that a change of them is based on. */
export async function listAlertIds(
  db: Database,
  query: AlertFilter,
  asking: Asking,
): Promise<{ items: AlertStanding[]; cut: boolean }> {
  const { where, statuses } = await alertFilters(db, query, asking);
  const conditions = [...where, Sql.sql`a.status = ANY(${[...statuses]}::text[])`];
  const rows = await db.$queryRaw<{ id: bigint; snoozedUntil: Date | null }[]>(Sql.sql`
    SELECT a.id, a.revision, a.status, a.assignee, a.verdict, a.verdict_reason AS "verdictReason",
      a.snoozed_until AS "snoozedUntil"
    FROM alert a WHERE ${Sql.join(conditions, " AND ")} ORDER BY a.id DESC LIMIT ${mostAlertIds + 1}`);
  const items = rows.slice(0, mostAlertIds).map((row) => ({
    ...row,
    id: Number(row.id),
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  }));
  return alertIdsSchema.parse({ items, cut: rows.length > mostAlertIds });
}
