import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../scripts/postgres/migrate.ts";
import {
  databaseName,
  databaseUrls,
  ensureDatabase,
  ensureRoles,
  grantRights,
  superuserUrl,
  withConnection,
} from "../../scripts/postgres/roles.ts";
import { removeServerFiles, startServer } from "../../scripts/postgres/server.ts";
import { productionSettings } from "../../scripts/postgres/settings.ts";
import { createSecrets } from "../../scripts/secrets.ts";

export interface BenchDatabase {
  readonly url: string;
  readonly superuserUrl: string;
  stop(): Promise<void>;
}

/** A PostgreSQL as `npm start` runs it, migrated and empty, without web and worker. */
export async function startDatabase(): Promise<BenchDatabase> {
  const stateDir = mkdtempSync(join(tmpdir(), "tideline-backtest-"));
  chmodSync(stateDir, 0o711); // as root, the server runs as another user and has to get in
  const secrets = createSecrets();
  const settings = productionSettings();
  const server = await startServer({ stateDir, superuserPassword: secrets.postgresSuperuser, settings, durable: true });
  const stop = async () => {
    await server.stop();
    removeServerFiles(stateDir);
  };
  try {
    const { address } = server;
    await withConnection(superuserUrl(address, secrets), async (client) => {
      await ensureRoles(client, secrets);
      await ensureDatabase(client, databaseName);
    });
    await withConnection(superuserUrl(address, secrets, databaseName), grantRights);
    const urls = databaseUrls(address, secrets);
    await migrate(urls.migrator);
    return { url: urls.application, superuserUrl: superuserUrl(address, secrets, databaseName), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
