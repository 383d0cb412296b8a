import { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { PolicyRecord } from "../../lib/contracts/policies.ts";
import type { Database } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { readLiveVersion } from "./live-version.ts";
import { policyRecord } from "./policy-record.ts";

interface PolicyQuery {
  readonly stream: StreamName;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The versions of a stream's policy, newest first. */
export async function listPolicies(
  db: Database,
  { stream, cursor, limit }: PolicyQuery,
): Promise<{ items: PolicyRecord[]; nextCursor: string | null }> {
  const last = decodeCursor(
    cursor,
    "policies",
    z.tuple([
      z
        .number()
        .int()
        .min(0)
        .max(2 ** 31 - 1),
    ]),
  );
  const number = streamNumbers[stream];
  const [rows, live] = await Promise.all([
    db.policyVersion.findMany({
      where: { stream: number, ...(last ? { version: { lt: last[0] } } : {}) },
      orderBy: { version: "desc" },
      take: limit + 1,
    }),
    readLiveVersion(db, number),
  ]);
  const items = rows.slice(0, limit).map((row) => policyRecord(row, live));
  const lastItem = items.at(-1);
  const nextCursor = rows.length > limit && lastItem ? encodeCursor("policies", [lastItem.version]) : null;
  return { items, nextCursor };
}
