import { z } from "zod";
import {
  type AuditFilters,
  type AuditPage,
  type AuditQuery,
  type AuditRow,
  auditRowSchema,
} from "../../lib/contracts/audit.ts";
import type { Pool } from "../db/pg.ts";
import { AppError } from "../http/app-error.ts";
import { cursorId, decodeCursor, encodeCursor } from "../http/cursor.ts";
import { auditWhere } from "./audit-filters.ts";
import { type ContentRow, contentColumns, contentOf } from "./record-rows.ts";

interface ListRow extends ContentRow {
  readonly seal: string | null;
  readonly hash_text: string | null;
}

const columns = `${contentColumns}, seal, encode(hash, 'hex') AS hash_text`;

function rowOf(row: ListRow): AuditRow {
  const { previousHash: _none, ...content } = contentOf(row, { seal: 0, previousHash: "" });
  return auditRowSchema.parse({
    ...content,
    seal: row.seal === null ? null : Number(row.seal),
    hash: row.hash_text,
  });
}

/** Entries below an id, newest first. Ids and times run alike, so one order serves both. */
export async function readEntries(
  pool: Pool,
  {
    filters,
    below,
    after,
    limit,
  }: {
    readonly filters: AuditFilters;
    readonly below: bigint | null;
    readonly after?: number | undefined;
    readonly limit: number;
  },
): Promise<AuditRow[]> {
  const { sql, params } = auditWhere(filters, (add) => [
    ...(below === null ? [] : [`id < ${add(below)}`]),
    ...(after === undefined ? [] : [`id > ${add(after)}`]),
  ]);
  const text = `SELECT ${columns} FROM audit_entry WHERE ${sql} ORDER BY id DESC LIMIT ${limit}`;
  const { rows } = await pool.query<ListRow>(text, [...params]);
  return rows.map(rowOf);
}

/** A page of the record, newest first. */
export async function listAudit(pool: Pool, { cursor, limit, after, ...filters }: AuditQuery): Promise<AuditPage> {
  const last = decodeCursor(cursor, "audit", z.tuple([cursorId]));
  const rows = await readEntries(pool, {
    filters,
    below: last === null ? null : BigInt(last[0]),
    limit: limit + 1,
    after,
  });
  const items = rows.slice(0, limit);
  const lastItem = items.at(-1);
  const nextCursor = rows.length > limit && lastItem ? encodeCursor("audit", [String(lastItem.id)]) : null;
  return { items, nextCursor };
}

/** One entry. */
export async function getAuditEntry(pool: Pool, id: number): Promise<AuditRow> {
  const { rows } = await pool.query<ListRow>(`SELECT ${columns} FROM audit_entry WHERE id = $1`, [id]);
  if (rows[0] === undefined) throw new AppError("not_found", { detail: `There is no audit entry ${id}.` });
  return rowOf(rows[0]);
}
