import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Pool, withTransaction } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { createKey, revokeKeysOf } from "./create-key.ts";
import { type KeyFolder, keyMaker, writeSecretFile } from "./key-file.ts";

const file = "demo-key.json";
const key = {
  name: "demo",
  stream: streamNumbers.demo,
  // It also reads what holds in the lab.
  scopes: ["ingest", "read"],
  recordsPerSecond: 10_000,
  loopbackOnly: true,
} as const;

/** The key of the generator of demo traffic, which sends for as long as it finds one in its file. */
export interface DemoKey {
  /** Brings key and file in line with whether traffic is wanted; to be called when that may have changed. */
  refresh(): Promise<void>;
}

/** Made anew at each start, and whenever the traffic is switched on; gone, with its file, when it is switched off. */
export function createDemoKey(pool: Pool, folder: KeyFolder): DemoKey {
  const createdBy = keyMaker(folder);
  const path = join(folder.stateDir, file);
  let isWritten = false;
  let running = Promise.resolve();

  async function bringInLine(): Promise<void> {
    const secret = await withTransaction(pool, async (db) => {
      const { rows } = await db.query<{ wanted: boolean }>(
        "SELECT traffic AND removal IS NULL AS wanted FROM stream WHERE id = $1 FOR SHARE",
        [key.stream],
      );
      const wanted = rows[0]?.wanted === true;
      if (wanted && isWritten) return null;
      await revokeKeysOf(db, { name: key.name, createdBy });
      return wanted ? createKey(db, { ...key, createdBy }) : "";
    });
    if (secret === null) return;
    isWritten = secret !== "";
    if (isWritten) await writeSecretFile(path, { url: folder.url, key: secret });
    else await rm(path, { force: true });
  }

  return {
    refresh() {
      running = running.catch(() => undefined).then(bringInLine);
      return running;
    },
  };
}
