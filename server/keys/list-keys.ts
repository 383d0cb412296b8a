import { type ApiKeyRow, apiKeySchema } from "../../lib/contracts/keys.ts";
import type { ApiKey } from "../db/generated/client.ts";
import type { Database } from "../db/prisma.ts";
import { streamName } from "../db/stream-number.ts";

const mostKeys = 1_000;

/** A key as lists show it, without its hash. */
export function apiKeyRow(key: ApiKey): ApiKeyRow {
  const { hash: _hash, ...shown } = key;
  return apiKeySchema.parse({
    ...shown,
    stream: streamName(key.stream),
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  });
}

/** The keys, newest first; revoked ones too, since their events are still there. */
export async function listKeys(db: Database): Promise<ApiKeyRow[]> {
  const keys = await db.apiKey.findMany({ orderBy: [{ createdAt: "desc" }, { id: "asc" }], take: mostKeys });
  return keys.map(apiKeyRow);
}
