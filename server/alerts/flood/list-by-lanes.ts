import { z } from "zod";
import { type LanedAlert, orderByLanes } from "../../../lib/alerts/flood/order-by-lanes.ts";
import type { AlertQuery } from "../../../lib/contracts/alert-query.ts";
import type { AlertRow } from "../../../lib/contracts/alerts.ts";
import { type Database, Sql } from "../../db/prisma.ts";
import { cursorId, decodeCursor, encodeCursor } from "../../http/cursor.ts";
import type { AlertConditions } from "../alert-filters.ts";
import { type AlertRecord, alertColumns, alertRow } from "../alert-row.ts";

/** Lanes are made of at most so many, the newest: a flood has hundreds. */
const mostLaned = 3_000;
const order = "alerts.lanes";

interface LightRecord {
  readonly id: bigint;
  readonly technique: string;
  readonly group: string;
  readonly likeness: string;
  readonly origins: number;
  readonly events: number;
  readonly margin: number;
}

async function readLight(
  db: Database,
  { where, statuses }: AlertConditions,
  newest: bigint | null,
): Promise<LanedAlert[]> {
  const known = newest === null ? [] : [Sql.sql`a.id <= ${newest}::bigint`];
  const conditions = Sql.join([...where, ...known, Sql.sql`a.status = ANY(${[...statuses]}::text[])`], " AND ");
  const records = await db.$queryRaw<LightRecord[]>(Sql.sql`
    SELECT a.id, coalesce(a.techniques[1], a.detectors[1], '') AS technique, coalesce(a.entity_group, '') AS "group",
      a.likeness, a.origin_count AS origins, a.event_count AS events, a.margin
    FROM alert a WHERE ${conditions} ORDER BY a.id DESC LIMIT ${mostLaned}`);
  return records.map((record) => ({ ...record, id: Number(record.id) }));
}

/**
 * A page of alerts by lanes: see `orderByLanes`. The cursor is a place in that order, and the newest alert that was in it
 * when the first page was read: what is raised meanwhile moves nothing.
 */
export async function listByLanes(
  db: Database,
  { cursor, limit }: Pick<AlertQuery, "cursor" | "limit">,
  conditions: AlertConditions,
): Promise<{ items: AlertRow[]; nextCursor: string | null }> {
  const last = decodeCursor(cursor, order, z.tuple([z.number().int().min(0).max(mostLaned), cursorId]));
  const [from, newest] = last === null ? [0, null] : [last[0], BigInt(last[1])];
  const light = await readLight(db, conditions, newest);
  const ordered = orderByLanes(light);
  const end = newest ?? light[0]?.id ?? 0;
  const ids = ordered.slice(from, from + limit).map(({ alert }) => alert.id);
  const records = await db.$queryRaw<AlertRecord[]>(Sql.sql`
    SELECT ${alertColumns} FROM alert a WHERE a.id = ANY(${ids}::bigint[])`);
  const byId = new Map(records.map((record) => [Number(record.id), record]));
  return {
    items: ids.flatMap((id) => {
      const record = byId.get(id);
      return record === undefined ? [] : [alertRow(record)];
    }),
    nextCursor: ordered.length > from + limit ? encodeCursor(order, [from + limit, end.toString()]) : null,
  };
}
