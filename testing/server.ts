import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { migrate } from "../scripts/postgres/migrate.ts";
import {
  databaseUrls,
  ensureDatabase,
  ensureRoles,
  grantRights,
  superuserUrl,
  withConnection,
} from "../scripts/postgres/roles.ts";
import { removeServerFiles, startServer } from "../scripts/postgres/server.ts";
import { throwAwaySettings } from "../scripts/postgres/settings.ts";
import { createSecrets } from "../scripts/secrets.ts";
import type { TestServer } from "./database.ts";

/** The migrated database that every test database is copied from. */
const templateDatabase = "tideline_template";

async function makeTemplate(connection: TestServer): Promise<void> {
  const { address, secrets } = connection;
  await withConnection(superuserUrl(address, secrets), async (client: pg.Client) => {
    await ensureRoles(client, secrets);
    await ensureDatabase(client, templateDatabase);
  });
  await withConnection(superuserUrl(address, secrets, templateDatabase), grantRights);
  await migrate(databaseUrls(address, secrets, templateDatabase).migrator);
  await withConnection(superuserUrl(address, secrets), (client) =>
    client.query(`ALTER DATABASE ${templateDatabase} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true`),
  );
}

/** A throw-away PostgreSQL with a migrated template. `connection` is plain data, for handing to test processes. */
export async function startTestServer(): Promise<{ connection: TestServer; stop(): Promise<void> }> {
  const stateDir = mkdtempSync(join(tmpdir(), "tideline-test-"));
  chmodSync(stateDir, 0o711); // as root, the server runs as another user and has to get in
  const secrets = createSecrets();
  const options = {
    stateDir,
    superuserPassword: secrets.postgresSuperuser,
    settings: throwAwaySettings,
    durable: false,
  };
  const server = await startServer(options);
  const connection = { address: server.address, secrets, template: templateDatabase };
  const stop = async () => {
    await server.stop();
    removeServerFiles(stateDir);
  };
  try {
    await makeTemplate(connection);
  } catch (error) {
    await stop();
    throw error;
  }
  return { connection, stop };
}
