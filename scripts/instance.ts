import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { readRunFile } from "./launcher/claim.ts";
import { prepareStateFolder } from "./launcher/settings.ts";
import { projectRoot } from "./paths.ts";
import { removeServerFiles } from "./postgres/server.ts";
import { findFreePort } from "./processes.ts";

/** A Tideline of its own for a test or a benchmark: started as `npm start` starts it, on an empty state folder. */
export interface Instance {
  readonly url: string;
  readonly stateDir: string;
  stop(): Promise<void>;
}

const startTimeoutMs = 5 * 60_000;

interface InstanceOptions {
  /** Added to its environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** With the demonstration's traffic. */
  readonly demo?: boolean;
}

function startLauncher(stateDir: string, port: number, { env = {}, demo = false }: InstanceOptions): ChildProcess {
  const tether = pathToFileURL(join(projectRoot, "scripts/launcher/tether.mjs")).href;
  const args = ["--import", tether, "scripts/run.mjs", "scripts/start.ts", ...(demo ? [] : ["--no-demo"])];
  // It never runs against the database or the address that the shell's environment names.
  const {
    DATABASE_URL: _url,
    DIRECT_DATABASE_URL: _direct,
    HOST: _host,
    PUBLIC_URL: _public,
    ...inherited
  } = process.env;
  return spawn(process.execPath, args, {
    cwd: projectRoot,
    env: {
      ...inherited,
      NODE_ENV: "production",
      TIDELINE_STATE: stateDir,
      PORT: String(port),
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/** Starts an instance and waits until it answers. */
export async function startInstance(options: InstanceOptions = {}): Promise<Instance> {
  const folder = mkdtempSync(join(tmpdir(), "tideline-instance-"));
  const stateDir = join(folder, "state");
  chmodSync(folder, 0o711); // as root, the database runs as another user and has to get through
  prepareStateFolder(stateDir);
  const launcher = startLauncher(stateDir, await findFreePort(), options);
  let isGone = false;
  const gone = new Promise<void>((resolve) => {
    launcher.once("exit", () => {
      isGone = true;
      resolve();
    });
  });
  const stop = async () => {
    launcher.kill("SIGTERM");
    await gone;
    removeServerFiles(stateDir);
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = performance.now() + startTimeoutMs;
  for (;;) {
    const run = readRunFile(stateDir);
    if (run) return { url: run.url, stateDir, stop };
    if (isGone || performance.now() > deadline) {
      await stop();
      throw new Error("Tideline did not start: see its lines above.");
    }
    await sleep(200);
  }
}
