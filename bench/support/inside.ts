import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServerAddress } from "../../scripts/postgres/address.ts";
import { readServerLock } from "../../scripts/postgres/cluster.ts";
import { migrate } from "../../scripts/postgres/migrate.ts";
import { findServerProgram } from "../../scripts/postgres/program.ts";
import {
  databaseName,
  databaseUrls,
  ensureDatabase,
  grantRights,
  superuserUrl,
  withConnection,
} from "../../scripts/postgres/roles.ts";
import { loadSecrets } from "../../scripts/secrets.ts";

/** What a benchmark that kills has to know of an instance: where its database is, and who its processes are. */
export interface Inside {
  readonly applicationUrl: string;
  readonly superuserUrl: string;
  /** A second database on the same server, migrated and without a row of its own; answers its superuser's address. */
  anotherDatabase(name: string): Promise<string>;
  /** Process id of the server that is running now; null while there is none. */
  postmaster(): number | null;
  /** Process id of this part; null while it is not running. */
  part(name: "worker" | "web"): number | null;
}

function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function commandOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** What the parts are started from: the sources, or the bundles of a production start. */
const mainFiles = { worker: /worker(\/main)?\.(ts|m?js)$/, web: /(server\/main|web)\.(ts|m?js)$/ } as const;

/** Linux only: processes are found in /proc, by their main file and the state folder in their environment. */
export function lookInside(stateDir: string): Inside {
  const secrets = loadSecrets(stateDir);
  const dataDir = join(findServerProgram(stateDir).serverDir, "postgres");
  const lock = readServerLock(dataDir);
  if (lock === undefined) throw new Error(`No server runs on ${dataDir}.`);
  const { socketDir: folder, port } = lock;
  const address: ServerAddress = folder === "" ? { kind: "tcp", port } : { kind: "socket", folder, port };
  return {
    applicationUrl: databaseUrls(address, secrets).application,
    superuserUrl: superuserUrl(address, secrets, databaseName),
    async anotherDatabase(name) {
      await withConnection(superuserUrl(address, secrets), (client) => ensureDatabase(client, name));
      const url = superuserUrl(address, secrets, name);
      await withConnection(url, grantRights);
      await migrate(databaseUrls(address, secrets, name).migrator);
      return url;
    },
    postmaster: () => readServerLock(dataDir)?.pid ?? null,
    part(name) {
      const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
      const found = pids.find(
        (pid) =>
          commandOf(pid).some((word) => mainFiles[name].test(word)) &&
          environmentOf(pid).includes(`TIDELINE_STATE=${stateDir}`),
      );
      return found === undefined ? null : Number(found);
    },
  };
}
