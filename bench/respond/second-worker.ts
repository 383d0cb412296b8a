import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { builtFile } from "../../scripts/setup/processes.ts";

/** A worker beside the supervised one: killed at random, and at once started again. */
export interface RestartedWorker {
  /** SIGKILL; the next one is on its way when this returns. */
  kill(): void;
  stop(): Promise<void>;
}

/** Starts the built worker against the instance's database. */
export function startSecondWorker(env: Readonly<Record<string, string>>): RestartedWorker {
  let child: ChildProcess;
  let stopping = false;
  const start = () => {
    child = spawn(process.execPath, [builtFile("worker/main")], { env: { ...process.env, ...env }, stdio: "ignore" });
    child.once("exit", () => {
      if (!stopping) start();
    });
  };
  start();
  return {
    kill: () => void child.kill("SIGKILL"),
    async stop() {
      stopping = true;
      child.kill("SIGTERM");
      for (let waitedMs = 0; child.exitCode === null && child.signalCode === null && waitedMs < 5_000; waitedMs += 50) {
        await pause(50);
      }
      child.kill("SIGKILL");
    },
  };
}
