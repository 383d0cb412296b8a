import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { findFreePort, waitUntil } from "../processes.ts";
import { canHoldSocket, type ServerAddress } from "./address.ts";
import { ensureCluster, makeServerFolder, readServerLock } from "./cluster.ts";
import { stopOrphan } from "./orphan.ts";
import { findServerProgram, type ServerProgram } from "./program.ts";

export interface ServerOptions {
  /** The absolute state folder; data and socket live in it where the server's user can reach it. */
  readonly stateDir: string;
  readonly superuserPassword: string;
  readonly settings: Readonly<Record<string, string>>;
  /** False for throw-away servers, which may lose their data in a power cut. */
  readonly durable: boolean;
  /** Where to listen; a server that replaces a crashed one has to be found where that was. */
  readonly address?: ServerAddress;
}

/** A server that runs as our child. */
export interface PostgresServer {
  readonly address: ServerAddress;
  readonly pid: number;
  /** Resolves with the reason when the server ends, asked to or not. */
  readonly exited: Promise<string>;
  /** Ends all sessions, writes a checkpoint, and resolves when the server is gone. */
  stop(): Promise<void>;
}

const largestLogBytes = 16 * 1024 * 1024;
const startTimeoutMs = 60_000;

function openLog(stateDir: string): { path: string; descriptor: number } {
  const path = join(stateDir, "postgres.log");
  if (existsSync(path) && statSync(path).size > largestLogBytes) renameSync(path, `${path}.1`);
  return { path, descriptor: openSync(path, "a", 0o600) };
}

async function chooseAddress(program: ServerProgram): Promise<ServerAddress> {
  const folder = join(program.serverDir, "socket");
  if (!canHoldSocket(folder)) return { kind: "tcp", port: await findFreePort() };
  makeServerFolder(folder, program.user);
  return { kind: "socket", folder, port: 5432 };
}

function listenSettings(address: ServerAddress): Record<string, string> {
  return address.kind === "socket"
    ? { listen_addresses: "", unix_socket_directories: address.folder, unix_socket_permissions: "0700" }
    : { listen_addresses: "127.0.0.1", unix_socket_directories: "" };
}

function launch(program: ServerProgram, dataDir: string, options: ServerOptions, address: ServerAddress): ChildProcess {
  const settings = { ...options.settings, ...listenSettings(address), port: String(address.port) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openLog(options.stateDir);
  try {
    return spawn(join(program.binaries, "postgres"), ["-D", dataDir, ...flags], {
      ...program.user,
      cwd: program.serverDir,
      detached: true, // Ctrl-C in the terminal must not reach it before the application has finished
      stdio: ["ignore", log.descriptor, log.descriptor],
    });
  } finally {
    closeSync(log.descriptor);
  }
}

function stopChild(child: ChildProcess, exited: Promise<string>): Promise<void> {
  child.kill("SIGINT"); // "fast": roll back what is open, then shut down
  const forced = setTimeout(() => child.kill("SIGQUIT"), 20_000);
  return exited.then(() => clearTimeout(forced));
}

/**
 * Starts the embedded server on its data folder, making the folder at the first start and ending a server that an
 * earlier start left behind. Throws with the log's place when the server does not come up.
 */
export async function startServer(options: ServerOptions): Promise<PostgresServer> {
  const program = findServerProgram(options.stateDir);
  const dataDir = ensureCluster(program, options.superuserPassword, options);
  await stopOrphan(dataDir, options.superuserPassword);
  const address = options.address ?? (await chooseAddress(program));
  const child = launch(program, dataDir, options, address);
  let ending: string | undefined;
  const exited = new Promise<string>((resolve) => {
    const settle = (reason: string) => {
      ending = reason;
      resolve(reason);
    };
    child.once("exit", (code, signal) => settle(signal ?? `code ${code}`));
    child.once("error", (error) => settle(error.message));
  });
  const isReady = () => {
    const lock = readServerLock(dataDir);
    return lock?.pid === child.pid && lock?.ready === true;
  };
  await waitUntil(() => ending !== undefined || isReady(), startTimeoutMs);
  if (ending !== undefined || child.pid === undefined || !isReady()) {
    child.kill("SIGQUIT");
    const log = join(options.stateDir, "postgres.log");
    throw new Error(`PostgreSQL did not start (${ending ?? "no answer in a minute"}); see ${log}`);
  }
  return { address, pid: child.pid, exited, stop: () => stopChild(child, exited) };
}

/** Removes what a throw-away server leaves outside of its state folder (root in a private folder). */
export function removeServerFiles(stateDir: string): void {
  const { serverDir } = findServerProgram(stateDir);
  rmSync(serverDir, { recursive: true, force: true });
  rmSync(stateDir, { recursive: true, force: true });
}
