import type { ApiKeyRow } from "../../lib/contracts/keys.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { type Database, Sql } from "../db/prisma.ts";
import { AppError } from "../http/app-error.ts";
import { apiKeyRow } from "./list-keys.ts";
import { readMakers } from "./read-makers.ts";

/** Ends a key at once, in every process. Revoking it again changes nothing. */
export function revokeKey(
  db: Database,
  { id, actor, now }: { readonly id: string; readonly actor: Actor; readonly now: Date },
): Promise<ApiKeyRow> {
  return db.$transaction(async (tx) => {
    const before = await tx.apiKey.findUnique({ where: { id } });
    if (before === null) throw new AppError("not_found");
    const maker = (await readMakers(tx, [before.createdBy]))(before.createdBy);
    if (before.revokedAt !== null) return apiKeyRow(before, maker);
    const key = apiKeyRow(await tx.apiKey.update({ where: { id }, data: { revokedAt: now } }), maker);
    await writeAudit(tx, { actor, action: "key.revoke", resource: `key:${id}`, outcome: "success", after: key });
    await tx.$executeRaw(Sql.sql`SELECT pg_notify('tideline_keys', '')`);
    return key;
  });
}
