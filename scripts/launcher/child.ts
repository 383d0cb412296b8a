import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../paths.ts";
import { forwardLines, warn } from "./output.ts";
import { planRestart, type RestartHistory } from "./restart-delay.ts";

const graceMs = 8_000;
const tether = pathToFileURL(join(projectRoot, "scripts", "launcher", "tether.mjs")).href;

export interface ChildOptions {
  readonly name: string;
  /** The file to run; a TypeScript one runs through tsx. */
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A process that is started again whenever it ends, until it is stopped. */
export interface SupervisedChild {
  readonly name: string;
  /** How often it ended without having run for long, in a row. */
  quickExits(): number;
  /** Asks the current process to end; a new one takes its place. */
  restart(): void;
  /** SIGTERM, and SIGKILL to what is still there after a while. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/**
 * Records live for milliseconds: where the young generation (MB) holds a batch or two of them, little is copied that is
 * about to be dropped. Node's own 16 MB cost a tenth of the rate that the log takes.
 */
const memoryFlags = ["--max-semi-space-size=64"];

function spawnChild(options: ChildOptions): ChildProcess {
  const typescript = /\.m?ts$/.test(options.file) ? ["--import", "tsx"] : [];
  const child = spawn(process.execPath, [...memoryFlags, ...typescript, "--import", tether, options.file], {
    cwd: projectRoot,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: process.platform !== "win32", // a terminal's Ctrl-C goes to the launcher, which ends them in order
  });
  if (child.stdout) forwardLines(options.name, child.stdout, process.stdout);
  if (child.stderr) forwardLines(options.name, child.stderr, process.stderr);
  return child;
}

/** Starts a process and keeps it running. */
export function supervise(options: ChildOptions): SupervisedChild {
  let history: RestartHistory = { quickExits: 0 };
  let stopping = false;
  let restarting = false;
  let pause: NodeJS.Timeout | undefined;
  let child: ChildProcess | undefined;
  let ended = Promise.resolve();

  const start = () => {
    const startedMs = performance.now();
    const started = spawnChild(options);
    child = started;
    ended = new Promise((resolve) => {
      const onEnd = (reason: string) => {
        child = undefined;
        resolve();
        if (stopping) return;
        const plan = planRestart(history, performance.now() - startedMs);
        if (!restarting) {
          history = plan.history;
          warn(`${options.name} ended (${reason}); starting it again in ${plan.delayMs} ms`);
        }
        pause = setTimeout(start, restarting ? 0 : plan.delayMs);
        restarting = false;
      };
      started.once("exit", (code, signal) => onEnd(signal ?? `code ${code}`));
      started.once("error", (error) => onEnd(error.message));
    });
  };
  start();

  const stop = async () => {
    stopping = true;
    clearTimeout(pause);
    const current = child;
    current?.kill("SIGTERM");
    const forced = setTimeout(() => current?.kill("SIGKILL"), graceMs);
    await ended;
    clearTimeout(forced);
  };
  return {
    name: options.name,
    quickExits: () => history.quickExits,
    restart: () => {
      restarting = child !== undefined;
      child?.kill("SIGTERM");
    },
    stop,
    kill: () => child?.kill("SIGKILL"),
  };
}
