import { setTimeout as sleep } from "node:timers/promises";
import type { ServerAddress } from "../postgres/address.ts";
import { assertDurable } from "../postgres/durability.ts";
import { migrate } from "../postgres/migrate.ts";
import { databaseUrls, prepareDatabase } from "../postgres/roles.ts";
import { type PostgresServer, startServer } from "../postgres/server.ts";
import { productionSettings } from "../postgres/settings.ts";
import { withProgress } from "../progress.ts";
import type { Secrets } from "../secrets.ts";
import { warn } from "./output.ts";
import { planRestart, type RestartHistory } from "./restart-delay.ts";

/** The database of a running instance: addresses for its processes, and its end. */
export interface Database {
  readonly url: string;
  readonly directUrl: string;
  stop(): Promise<void>;
}

/** A database server that is not ours: one role does everything in it. */
export async function openExternalDatabase(url: string, directUrl: string): Promise<Database> {
  await assertDurable(directUrl);
  await withProgress("Migrating the database", () => migrate(directUrl));
  return { url, directUrl, stop: async () => undefined };
}

/** The embedded server, started again when it ends unasked. */
export async function startEmbeddedDatabase(stateDir: string, secrets: Secrets): Promise<Database> {
  const start = (address?: ServerAddress) =>
    startServer({
      stateDir,
      superuserPassword: secrets.postgresSuperuser,
      settings: productionSettings(),
      durable: true,
      ...(address && { address }),
    });
  const server = await withProgress("Starting PostgreSQL", () => start());
  const urls = databaseUrls(server.address, secrets);
  const guard = keepRunning(server, () => start(server.address));
  try {
    await prepareDatabase(server.address, secrets);
    await assertDurable(urls.application);
    await withProgress("Migrating the database", () => migrate(urls.migrator));
  } catch (error) {
    await guard.stop();
    throw error;
  }
  return { url: urls.application, directUrl: urls.application, stop: guard.stop };
}

/** Watches the server. After a crash the sessions of the old one may hold its memory for a moment: try until it starts. */
function keepRunning(first: PostgresServer, start: () => Promise<PostgresServer>): { stop(): Promise<void> } {
  let current: PostgresServer | undefined = first;
  const stopping = new AbortController();
  const watch = async () => {
    let history: RestartHistory = { quickExits: 0 };
    while (!stopping.signal.aborted) {
      const startedMs = performance.now();
      const reason = await current?.exited;
      if (stopping.signal.aborted) return;
      const plan = planRestart(history, performance.now() - startedMs);
      history = plan.history;
      if (current) warn(`PostgreSQL ended (${reason}); starting it again in ${plan.delayMs} ms`);
      current = undefined;
      await sleep(plan.delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      current = await start().catch((error: unknown) => {
        warn(error instanceof Error ? error.message : String(error));
        return undefined;
      });
      if (current) warn("PostgreSQL runs again");
    }
  };
  const watching = watch();
  const stop = async () => {
    stopping.abort();
    await current?.stop();
    await watching;
    await current?.stop(); // it may have come up while it was to end
  };
  return { stop };
}
