import { z } from "zod";
import { type ApiKeyQuery, type ApiKeyRow, apiKeySchema } from "../../lib/contracts/keys.ts";
import type { KeyMaker } from "../../lib/contracts/permissions.ts";
import type { ApiKey } from "../db/generated/client.ts";
import type { Database } from "../db/prisma.ts";
import { streamName } from "../db/stream-number.ts";
import { cursorMicroseconds, decodeCursor, encodeCursor } from "../http/cursor.ts";
import { readMakers } from "./read-makers.ts";

/** A key as lists show it, without its hash. */
export function apiKeyRow(key: ApiKey, maker: KeyMaker): ApiKeyRow {
  const { hash: _hash, ...shown } = key;
  return apiKeySchema.parse({
    ...shown,
    maker,
    stream: streamName(key.stream),
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  });
}

/** When the last key was made, and its id. */
const place = z.tuple([cursorMicroseconds, z.uuid()]);

/** The keys, newest first; revoked ones too, since their events are still there. */
export async function listKeys(
  db: Database,
  { state, cursor, limit }: ApiKeyQuery,
  now: Date,
): Promise<{ items: ApiKeyRow[]; nextCursor: string | null }> {
  const last = decodeCursor(cursor, "keys", place);
  const rows = await db.$transaction(async (tx) => {
    const ids = await tx.$queryRaw<{ id: string; us: bigint }[]>`
      SELECT id, floor(extract(epoch FROM created_at) * 1000000)::bigint AS us FROM api_key
      WHERE (${last === null} OR created_at < timestamptz 'epoch' + ${BigInt(last?.[0] ?? 0)}::bigint * interval '1 microsecond'
          OR (created_at = timestamptz 'epoch' + ${BigInt(last?.[0] ?? 0)}::bigint * interval '1 microsecond'
            AND id > ${last?.[1] ?? "00000000-0000-0000-0000-000000000000"}::uuid))
        AND (${state === "all"} OR (revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now}::timestamptz)))
      ORDER BY created_at DESC, id LIMIT ${limit + 1}`;
    const keys = await tx.apiKey.findMany({
      where: { id: { in: ids.map(({ id }) => id) } },
    });
    const byId = new Map(keys.map((key) => [key.id, key]));
    return ids.flatMap(({ id, us }) => {
      const key = byId.get(id);
      return key === undefined ? [] : [{ key, us }];
    });
  });
  const shown = rows.slice(0, limit);
  const makerOf = await readMakers(
    db,
    shown.map(({ key }) => key.createdBy),
  );
  const end = shown.at(-1);
  const more = rows.length > limit && end !== undefined;
  return {
    items: shown.map(({ key }) => apiKeyRow(key, makerOf(key.createdBy))),
    nextCursor: more ? encodeCursor("keys", [end.us.toString(), end.key.id]) : null,
  };
}
