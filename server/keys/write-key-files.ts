import { chmod, rename, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { KeyScope } from "../../lib/contracts/permissions.ts";
import { type Pool, withTransaction } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { createKey, revokeKeysOf } from "./create-key.ts";

interface LocalKey {
  readonly file: string;
  readonly name: string;
  readonly stream: number;
  readonly scopes: readonly KeyScope[];
  readonly recordsPerSecond: number;
}

/** For programs on this machine (replay, benchmarks) and for the generator of demo traffic. */
const localKeys: readonly LocalKey[] = [
  {
    file: "local-key.json",
    name: "local",
    stream: streamNumbers.main,
    scopes: ["ingest", "read"],
    recordsPerSecond: 250_000,
  },
  { file: "demo-key.json", name: "demo", stream: streamNumbers.demo, scopes: ["ingest"], recordsPerSecond: 10_000 },
];

/** Appears whole or not at all, readable by its owner alone. */
async function writeSecretFile(path: string, content: unknown): Promise<void> {
  const partial = `${path}.new`;
  await writeFile(partial, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  // The mode above counts for a new file only.
  await chmod(partial, 0o600);
  await rename(partial, path);
}

/**
 * Makes new keys that work from this machine only, revokes those of the last start with the same state folder, and
 * leaves the new ones in it as `{"url", "key"}`.
 */
export async function writeKeyFiles(
  pool: Pool,
  { stateDir, url }: { readonly stateDir: string; readonly url: string },
): Promise<void> {
  const createdBy = `system:${hostname()}:${stateDir}`;
  for (const { file, ...key } of localKeys) {
    const secret = await withTransaction(pool, async (db) => {
      await revokeKeysOf(db, { name: key.name, createdBy });
      return createKey(db, { ...key, loopbackOnly: true, createdBy });
    });
    await writeSecretFile(join(stateDir, file), { url, key: secret });
  }
}
