import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerProgram, ServerUser } from "./program.ts";

function give(path: string, user: ServerUser): void {
  if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid);
}

/** A folder that only the server's user (and root) may enter. */
export function makeServerFolder(path: string, user: ServerUser): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true, mode: 0o700 });
  give(path, user);
}

function initdb(
  program: ServerProgram,
  dataDir: string,
  passwordFile: string,
  durable: boolean,
): SpawnSyncReturns<string> {
  const options = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8", "--locale=C"];
  const speed = durable ? [] : ["--no-sync"];
  return spawnSync(join(program.binaries, "initdb"), ["-D", dataDir, ...options, "--no-instructions", ...speed], {
    ...program.user,
    cwd: program.serverDir,
    encoding: "utf8",
  });
}

/** Makes the data folder if there is none. It appears under its name only when it is complete. */
export function ensureCluster(program: ServerProgram, password: string, options: { durable: boolean }): string {
  const dataDir = join(program.serverDir, "postgres");
  if (existsSync(join(dataDir, "PG_VERSION"))) return dataDir;
  const unfinished = join(program.serverDir, "postgres.unfinished");
  const scratch = mkdtempSync(join(tmpdir(), "tideline-initdb-"));
  const passwordFile = join(scratch, "password");
  try {
    rmSync(unfinished, { recursive: true, force: true });
    makeServerFolder(unfinished, program.user);
    give(scratch, program.user);
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    give(passwordFile, program.user);
    const result = initdb(program, unfinished, passwordFile, options.durable);
    if (result.status !== 0) throw new Error(`initdb failed: ${result.stderr || result.error?.message}`);
    renameSync(unfinished, dataDir);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return dataDir;
}

/** What a running (or killed) server wrote into its lock file. */
export interface ServerLock {
  readonly pid: number;
  readonly port: number;
  /** Empty when the server has no socket. */
  readonly socketDir: string;
  readonly listenAddress: string;
  readonly ready: boolean;
}

/** Reads postmaster.pid; undefined when there is none or the server has only begun to write it. */
export function readServerLock(dataDir: string): ServerLock | undefined {
  const path = join(dataDir, "postmaster.pid");
  if (!existsSync(path)) return undefined;
  const [pid, , , port, socketDir = "", listenAddress = "", , status = ""] = readFileSync(path, "utf8").split("\n");
  if (!Number(pid) || !Number(port)) return undefined;
  return { pid: Number(pid), port: Number(port), socketDir, listenAddress, ready: status.trim() === "ready" };
}
