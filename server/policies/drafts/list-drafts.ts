import { z } from "zod";
import type { StreamName } from "../../../lib/contracts/common.ts";
import type { PolicyDraft } from "../../../lib/contracts/policies.ts";
import type { Database } from "../../db/prisma.ts";
import { streamNumbers } from "../../db/stream-number.ts";
import { decodeCursor, encodeCursor } from "../../http/cursor.ts";
import { draftRecord } from "./draft-record.ts";

interface DraftQuery {
  readonly stream: StreamName;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const cursorSchema = z.tuple([z.number().int().positive()]);

/** The open drafts of a stream, newest first. */
export async function listDrafts(
  db: Database,
  { stream, cursor, limit }: DraftQuery,
): Promise<{ items: PolicyDraft[]; nextCursor: string | null }> {
  const last = decodeCursor(cursor, "drafts", cursorSchema);
  const rows = await db.policyDraft.findMany({
    where: { stream: streamNumbers[stream], state: "open", ...(last ? { id: { lt: BigInt(last[0]) } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit).map(draftRecord);
  const lastItem = items.at(-1);
  return { items, nextCursor: rows.length > limit && lastItem ? encodeCursor("drafts", [lastItem.id]) : null };
}
