import { z } from "zod";
import { type AuditQuery, type AuditRow, auditRowSchema } from "../../lib/contracts/audit.ts";
import type { Database } from "../db/prisma.ts";
import { cursorId, decodeCursor, encodeCursor } from "../http/cursor.ts";

/** A page of the record, newest first, of one resource or of all. */
export async function listAudit(
  db: Database,
  { cursor, limit, resource }: AuditQuery,
): Promise<{ items: AuditRow[]; nextCursor: string | null }> {
  const last = decodeCursor(cursor, "audit", z.tuple([cursorId]));
  const entries = await db.auditEntry.findMany({
    where: { ...(resource === undefined ? {} : { resource }), ...(last ? { id: { lt: BigInt(last[0]) } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = entries.slice(0, limit).map(({ id, at, hash, previousHash: _previous, ...entry }) =>
    auditRowSchema.parse({
      ...entry,
      id: Number(id),
      at: at.toISOString(),
      hash: hash === null ? null : Buffer.from(hash).toString("hex"),
    }),
  );
  const lastItem = items.at(-1);
  const nextCursor = entries.length > limit && lastItem ? encodeCursor("audit", [String(lastItem.id)]) : null;
  return { items, nextCursor };
}
