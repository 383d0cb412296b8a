import { join } from "node:path";
import { type Pool, withTransaction } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { createKey, revokeKeysOf } from "./create-key.ts";
import { type KeyFolder, keyMaker, writeSecretFile } from "./key-file.ts";

/** For programs on this machine: replay and benchmarks. */
const localKey = {
  name: "local",
  stream: streamNumbers.main,
  scopes: ["ingest", "read"],
  recordsPerSecond: 250_000,
  loopbackOnly: true,
} as const;

/**
 * Makes a new key that works from this machine only, revokes that of the last start with the same state folder, and
 * leaves the new one in it as `{"url", "key"}`.
 */
export async function writeLocalKey(pool: Pool, folder: KeyFolder): Promise<void> {
  const createdBy = keyMaker(folder);
  const secret = await withTransaction(pool, async (db) => {
    await revokeKeysOf(db, { name: localKey.name, createdBy });
    return createKey(db, { ...localKey, createdBy });
  });
  await writeSecretFile(join(folder.stateDir, "local-key.json"), { url: folder.url, key: secret });
}
