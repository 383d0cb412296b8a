import { type Auth, createAuth } from "../auth/create-auth.ts";
import { createPool, type Pool } from "../db/pg.ts";
import { createDatabase, type Database } from "../db/prisma.ts";
import { readEnv } from "../env.ts";
import type { Ingest } from "../events/ingest/ingest.ts";
import { createKeyFinder, type KeyFinder } from "../keys/key-finder.ts";
import { createKeyUse, type KeyUse } from "../keys/key-use.ts";
import { logger } from "../log.ts";
import { createOidcProvider, type OidcProvider } from "../oidc/oidc-provider.ts";
import type { OidcSettings } from "../oidc/oidc-settings.ts";
import { findProcessWide, processWide } from "../process-wide.ts";
import { createRequestLimits, type RequestLimits } from "./request-limits.ts";
import { createTurns, type Turns } from "./turns.ts";

export interface AppSettings {
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly authSecret: string;
  /** Webhooks may call addresses of this machine and of private networks. */
  readonly webhookAllowInside: boolean;
  /** Absolute folder of first-run.json. */
  readonly stateDir: string;
  /** What retention allows the tables to take, for health. */
  readonly retentionBytes: number;
  /** Shown with the settings. */
  readonly retentionDays: number;
  /** The identity provider, where there is one. */
  readonly oidc: OidcSettings | null;
}

/** The log as routes need it; pino's is one. */
export interface AppLog {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** All that routes and sockets need of the world; tests make their own over a database of their own. */
export interface App {
  readonly settings: AppSettings;
  readonly db: Database;
  /** For the operations of the log, which speak to pg directly. */
  readonly pool: Pool;
  /** For what must not wait behind other requests for a connection: the kill switch. */
  readonly urgent: Pool;
  readonly auth: Auth;
  readonly oidc: OidcProvider | null;
  readonly keys: KeyFinder;
  readonly keyUse: KeyUse;
  readonly limits: RequestLimits;
  /** One caller's requests that are worked on at the same time: fewer than the pools have connections. */
  readonly turns: Turns;
  /** Pieces of one caller's downloads that are made at the same time. */
  readonly downloads: Turns;
  readonly log: AppLog;
  /** This process's intake; undefined where it takes no events. */
  ingest(): Pick<Ingest, "append" | "health"> | undefined;
  now(): Date;
  close(): Promise<void>;
}

interface AppOptions {
  readonly settings: AppSettings;
  readonly log: AppLog;
  readonly now?: () => Date;
  readonly ingest?: App["ingest"];
}

/** Opens no connection before it is used. */
export function createApp({ settings, log, now = () => new Date(), ingest = () => undefined }: AppOptions): App {
  const db = createDatabase({ url: settings.databaseUrl, name: "tideline-api" });
  const pool = createPool({
    url: settings.databaseUrl,
    name: "tideline-api-log",
    max: 6,
    statementTimeoutMs: 20_000,
    onIdleError: (error) => log.warn({ err: error }, "An idle database connection was lost"),
  });
  const urgent = createPool({
    url: settings.databaseUrl,
    name: "tideline-api-urgent",
    max: 1,
    statementTimeoutMs: 20_000,
    onIdleError: (error) => log.warn({ err: error }, "An idle database connection was lost"),
  });
  const keyUse = createKeyUse(pool);
  return {
    settings,
    db,
    pool,
    urgent,
    auth: createAuth({ db, secret: settings.authSecret, publicUrl: settings.publicUrl }),
    oidc: settings.oidc === null ? null : createOidcProvider(settings.oidc),
    keys: createKeyFinder(pool),
    keyUse,
    limits: createRequestLimits(),
    turns: createTurns({ atOnce: 5, waiting: 100, detail: "You ask for very much at once: try again in a moment." }),
    downloads: createTurns({ atOnce: 1, waiting: 20, detail: "Many downloads of yours are under way." }),
    log,
    ingest,
    now,
    async close() {
      await keyUse.close();
      await Promise.all([db.$disconnect(), pool.end(), urgent.end()]);
    },
  };
}

/** The one of this process, from its environment. */
export function processApp(): App {
  return processWide("app", () => {
    const env = readEnv();
    const { databaseUrl, publicUrl, authSecret, webhookAllowInside, stateDir, retentionBytes, retentionDays, oidc } =
      env;
    const limits = { retentionBytes, retentionDays };
    const settings = { databaseUrl, publicUrl, authSecret, webhookAllowInside, stateDir, ...limits, oidc };
    return createApp({ settings, log: logger("api"), ingest: () => findProcessWide<Ingest>("ingest") });
  });
}
