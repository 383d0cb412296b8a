import { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { RejectRow } from "../../lib/contracts/sources.ts";
import type { Database } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { cursorId, decodeCursor, encodeCursor } from "../http/cursor.ts";
import { visibleText } from "./visible-text.ts";

interface RejectsQuery {
  readonly source: number;
  readonly stream: StreamName;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The refused records of a source that were kept, newest first. */
export async function listRejects(
  db: Database,
  { source, stream, cursor, limit }: RejectsQuery,
): Promise<{ items: RejectRow[]; nextCursor: string | null }> {
  const known = await db.source.findUnique({ where: { id: source } });
  if (known === null || known.stream !== streamNumbers[stream]) throw new AppError("not_found");
  const last = decodeCursor(cursor, "rejects", z.tuple([cursorId]));
  const rows = await db.rejectedSample.findMany({
    where: { source, ...(last === null ? {} : { id: { lt: BigInt(last[0]) } }) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit).map(({ id, received, reason, head }) => ({
    id: Number(id),
    received: received.toISOString(),
    reason,
    head: visibleText(head),
  }));
  const end = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && end !== undefined ? encodeCursor("rejects", [String(end.id)]) : null,
  };
}
