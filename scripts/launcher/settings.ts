import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { type Env, parseEnv } from "../../server/env.ts";
import { findFreePort, isPortFree } from "../processes.ts";
import { loadSecrets, type Secrets } from "../secrets.ts";

/** The folder's own rights: root's embedded server runs as another user, which has to pass through it. */
export function prepareStateFolder(stateDir: string): void {
  if (existsSync(stateDir)) return;
  mkdirSync(stateDir, { recursive: true });
  chmodSync(stateDir, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/** What the launcher needs to know before it starts anything. A bad value in the environment throws one line. */
export function readSettings(stateDir: string): { env: Env; secrets: Secrets } {
  const unset = "postgresql://embedded@127.0.0.1/tideline"; // stands in until the embedded server has an address
  parseEnv({
    ...process.env,
    DATABASE_URL: process.env.DATABASE_URL || unset,
    AUTH_SECRET: process.env.AUTH_SECRET || "-".repeat(32),
  });
  prepareStateFolder(stateDir);
  const secrets = loadSecrets(stateDir);
  const authSecret = process.env.AUTH_SECRET || secrets.auth;
  const env = parseEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || unset, AUTH_SECRET: authSecret });
  return { env, secrets };
}

const portsToTry = 50;

/** PORT where it is given, else the first free port from 3000 on. */
export async function choosePort(env: Env): Promise<number> {
  if (process.env.PORT) {
    if (env.port === 0) return findFreePort();
    if (await isPortFree(env.port, env.host)) return env.port;
    throw new Error(`PORT: port ${env.port} of ${env.host} is taken`);
  }
  for (let port = env.port; port < env.port + portsToTry; port++) if (await isPortFree(port, env.host)) return port;
  throw new Error(`Ports ${env.port} to ${env.port + portsToTry - 1} are all taken; set PORT to a free one.`);
}
