import type { ApiKeyCreate, ApiKeyRow } from "../../lib/contracts/keys.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import type { Database } from "../db/prisma.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { hashKeySecret, keyPrefix, newKeySecret } from "./key-secret.ts";
import { apiKeyRow } from "./list-keys.ts";

const defaultRecordsPerSecond = 10_000;

/** Makes a key for an administrator. Its secret is in the answer and nowhere else. */
export function issueKey(
  db: Database,
  { input, actor }: { readonly input: ApiKeyCreate; readonly actor: Actor },
): Promise<{ readonly key: ApiKeyRow; readonly secret: string }> {
  const secret = newKeySecret();
  return db.$transaction(async (tx) => {
    const made = await tx.apiKey.create({
      data: {
        stream: streamNumbers[input.stream],
        name: input.name,
        prefix: keyPrefix(secret),
        hash: Uint8Array.from(hashKeySecret(secret)),
        scopes: [...new Set(input.scopes)],
        recordsPerSecond: input.recordsPerSecond ?? defaultRecordsPerSecond,
        createdBy: actor.name,
        expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
      },
    });
    const key = apiKeyRow(made);
    await writeAudit(tx, { actor, action: "key.create", resource: `key:${key.id}`, outcome: "success", after: key });
    return { key, secret };
  });
}
