import type { AlertGrouping, AlertGroupQuery, AlertGroups } from "../../lib/contracts/alert-query.ts";
import { severitySchema } from "../../lib/contracts/common.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { hexOfId } from "../events/entity-hex.ts";
import { type Asking, alertFilters } from "./alert-filters.ts";

/** The value that an alert is grouped by; what holds several puts the alert into several groups. */
const groupedBy: Readonly<Record<AlertGrouping, { readonly value: Sql.Sql; readonly from: Sql.Sql }>> = {
  severity: { value: Sql.sql`a.severity::text`, from: Sql.sql`alert a` },
  status: { value: Sql.sql`a.status`, from: Sql.sql`alert a` },
  assignee: { value: Sql.sql`coalesce(a.assignee, 'none')`, from: Sql.sql`alert a` },
  detector: { value: Sql.sql`g.value`, from: Sql.sql`alert a, unnest(a.detectors) AS g(value)` },
  technique: { value: Sql.sql`g.value`, from: Sql.sql`alert a, unnest(a.techniques) AS g(value)` },
  entity: { value: Sql.sql`g.value::text`, from: Sql.sql`alert a, unnest(a.entity_ids) AS g(value)` },
};

interface GroupRecord {
  readonly value: string;
  readonly name: string | null;
  readonly count: bigint;
  readonly worst: number;
  readonly lastSeen: Date;
  readonly groups: bigint;
}

const severityOf = (number: number) => severitySchema.options[number - 1] ?? "informational";

/** What the filter of the same name takes, and what people read. */
function named({ value, name }: GroupRecord, by: AlertGrouping): { value: string; label: string } {
  if (by === "severity") return { value: severityOf(Number(value)), label: severityOf(Number(value)) };
  if (by === "entity") return { value: hexOfId(BigInt(value)), label: name ?? hexOfId(BigInt(value)) };
  return { value, label: value };
}

/** How many alerts share each value of a field, the largest groups first. */
export async function groupAlerts(db: Database, query: AlertGroupQuery, asking: Asking): Promise<AlertGroups> {
  const { by, limit } = query;
  const { where, statuses } = await alertFilters(db, query, { ...asking, use: "all" });
  const { value, from } = groupedBy[by];
  const conditions = Sql.join([...where, Sql.sql`a.status = ANY(${[...statuses]}::text[])`], " AND ");
  const name = Sql.sql`(SELECT e.name FROM entity e
    WHERE e.stream = ${streamNumbers[query.stream]}::smallint AND e.id = g.value::bigint)`;
  const rows = await db.$queryRaw<GroupRecord[]>(Sql.sql`
    SELECT g.*, ${by === "entity" ? name : Sql.sql`NULL::text`} AS name FROM (
      SELECT ${value} AS value, count(*) AS count, max(a.severity) AS worst, max(a.last_seen) AS "lastSeen",
        count(*) OVER () AS groups
      FROM ${from} WHERE ${conditions} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${limit}) g
    ORDER BY g.count DESC, g.value`);
  return {
    items: rows.map((row) => ({
      ...named(row, by),
      count: Number(row.count),
      worst: severityOf(row.worst),
      lastSeen: row.lastSeen.toISOString(),
    })),
    more: Number(rows[0]?.groups ?? 0) - rows.length,
  };
}
