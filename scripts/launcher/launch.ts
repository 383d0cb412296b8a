import { setTimeout as sleep } from "node:timers/promises";
import type { Env } from "../../server/env.ts";
import { stateFolder } from "../paths.ts";
import { withProgress } from "../progress.ts";
import type { Secrets } from "../secrets.ts";
import { ensureDashboard } from "../setup/dashboard.ts";
import { builtFile, ensureProcesses } from "../setup/processes.ts";
import { announce } from "./announce.ts";
import { type SupervisedChild, supervise } from "./child.ts";
import { claimState, readRunFile } from "./claim.ts";
import { type Database, openExternalDatabase, startEmbeddedDatabase } from "./database.ts";
import { say, surviveClosedTerminal, warn } from "./output.ts";
import { choosePort, prepareStateFolder, readSettings } from "./settings.ts";
import { restartOnChange } from "./watch.ts";

export interface LaunchOptions {
  readonly mode: "production" | "development";
  /** Generated traffic on the `demo` stream. */
  readonly demo: boolean;
}

const readyTimeoutMs = 120_000;
/** A web process that ends this often before it has ever answered will not answer. */
const hopelessExits = 3;

function childEnvironment(env: Env, database: Database, port: number, mode: LaunchOptions["mode"]): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: database.url,
    DIRECT_DATABASE_URL: database.directUrl,
    HOST: env.host,
    PORT: String(port),
    TIDELINE_STATE: env.stateDir,
    AUTH_SECRET: env.authSecret,
  };
}

function openDatabase(env: Env, secrets: Secrets): Promise<Database> {
  const url = process.env.DATABASE_URL;
  return url ? openExternalDatabase(url, env.directDatabaseUrl) : startEmbeddedDatabase(env.stateDir, secrets);
}

async function untilAnswering(url: string, web: SupervisedChild, stopping: AbortSignal): Promise<void> {
  const deadline = performance.now() + readyTimeoutMs;
  for (;;) {
    stopping.throwIfAborted();
    const answered = await fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(5_000) }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    if (web.quickExits() >= hopelessExits) throw new Error("The web process does not start: see its lines above.");
    if (performance.now() > deadline) throw new Error(`Nothing answers at ${url} after two minutes.`);
    await sleep(100);
  }
}

/** Starts what has to be ended, and ends it in the reverse order of its start. */
class RunningInstance {
  private readonly children: SupervisedChild[] = [];
  private database: Database | undefined;

  constructor(
    private readonly options: LaunchOptions,
    private readonly stopping: AbortSignal,
  ) {}

  async start(publish: (url: string) => void): Promise<void> {
    const { env, secrets } = readSettings(stateFolder());
    const port = await choosePort(env);
    const [opened, built] = await Promise.allSettled([openDatabase(env, secrets), this.build()]);
    if (opened.status === "fulfilled") this.database = opened.value;
    if (opened.status === "rejected") throw opened.reason;
    if (built.status === "rejected") throw built.reason;
    this.stopping.throwIfAborted();

    const environment = childEnvironment(env, opened.value, port, this.options.mode);
    const web = this.startChild("web", "server/main", environment);
    this.startChild("worker", "worker/main", environment);
    if (this.options.mode === "development") restartOnChange(this.children);
    const localUrl = `http://${env.host === "0.0.0.0" || env.host === "::" ? "127.0.0.1" : env.host}:${port}`;
    await withProgress("Waiting for the dashboard", () => untilAnswering(localUrl, web, this.stopping));
    publish(localUrl);
    if (this.options.demo) this.startChild("demo", "worker/demo", environment);
    announce(process.env.PUBLIC_URL ? env.publicUrl : localUrl, env.stateDir);
  }

  private async build(): Promise<void> {
    if (this.options.mode === "production") await Promise.all([ensureProcesses(), ensureDashboard(this.stopping)]);
  }

  private startChild(name: string, entry: string, env: NodeJS.ProcessEnv): SupervisedChild {
    const file = this.options.mode === "production" ? builtFile(entry) : `${entry}.ts`;
    const child = supervise({ name, file, env });
    this.children.push(child);
    return child;
  }

  async stop(): Promise<void> {
    await Promise.all(this.children.map((child) => child.stop()));
    await this.database?.stop();
  }

  kill(): void {
    for (const child of this.children) child.kill();
  }
}

/** Runs Tideline as one tree of processes until it is told to stop; resolves with the exit code. */
export async function launch(options: LaunchOptions): Promise<number> {
  surviveClosedTerminal();
  const stateDir = stateFolder();
  prepareStateFolder(stateDir);
  const taken = claimState(stateDir);
  if (!taken.ok) {
    const running = readRunFile(stateDir);
    say(running ? `Already running at ${running.url}` : `Already starting (process ${taken.pid})`);
    return 0;
  }
  const stopping = new AbortController();
  const instance = new RunningInstance(options, stopping.signal);
  const asked = new Promise<void>((resolve) => {
    const onSignal = () => {
      if (stopping.signal.aborted) return instance.kill();
      say("\nStopping ...");
      stopping.abort();
      resolve();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  });
  let exitCode = 0;
  try {
    await instance.start(taken.claim.publish);
    await asked;
  } catch (error) {
    if (!stopping.signal.aborted) {
      exitCode = 1;
      warn(error instanceof Error ? error.message : String(error));
    }
  }
  await instance.stop();
  taken.claim.release();
  say("Stopped");
  return exitCode;
}
