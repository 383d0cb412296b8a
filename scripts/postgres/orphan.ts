import { readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { isAlive, waitUntil } from "../processes.ts";
import { connectionString, type ServerAddress } from "./address.ts";
import { readServerLock, type ServerLock } from "./cluster.ts";

function addressOf(lock: ServerLock): ServerAddress {
  return lock.socketDir
    ? { kind: "socket", folder: lock.socketDir, port: lock.port }
    : { kind: "tcp", port: lock.port };
}

/** Asks the server behind a lock file whose data it serves. Only ours knows our password. */
async function servesFolder(lock: ServerLock, dataDir: string, password: string): Promise<boolean> {
  const login = { role: "postgres", password, database: "postgres" };
  const client = new pg.Client({
    connectionString: connectionString(addressOf(lock), login),
    connectionTimeoutMillis: 2_000,
  });
  client.on("error", () => undefined); // it may go away while it is asked
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return rows[0] !== undefined && realpathSync(rows[0].data_directory) === realpathSync(dataDir);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What the kernel says about the process: a postmaster's working folder is its data folder. */
function processServesFolder(pid: number, dataDir: string): "yes" | "no" | "unknown" {
  if (process.platform !== "linux") return "unknown";
  try {
    const isPostgres = readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres";
    return isPostgres && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir) ? "yes" : "no";
  } catch {
    return isAlive(pid) ? "unknown" : "no";
  }
}

async function stopServer(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 5_000],
  ] as const) {
    process.kill(pid, signal);
    if (await waitUntil(() => !isAlive(pid), patienceMs)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) of an earlier start does not stop.`);
}

/**
 * Ends a server that an earlier start left behind (its launcher was killed), so that the new one is our child and can
 * be watched. A process that merely has the id written in an old lock file is left alone and the lock is removed.
 */
export async function stopOrphan(dataDir: string, password: string): Promise<"none" | "stopped" | "stale"> {
  const lock = readServerLock(dataDir);
  if (!lock || !isAlive(lock.pid)) return "none";
  if (await servesFolder(lock, dataDir, password)) {
    await stopServer(lock.pid);
    return "stopped";
  }
  const verdict = processServesFolder(lock.pid, dataDir);
  if (verdict === "unknown") {
    throw new Error(`${dataDir} is locked by process ${lock.pid}, which does not answer as its server. End it first.`);
  }
  if (verdict === "yes") {
    await stopServer(lock.pid);
    return "stopped";
  }
  rmSync(join(dataDir, "postmaster.pid"), { force: true });
  return "stale";
}
