import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import type { ServerAddress } from "../scripts/postgres/address.ts";
import { databaseUrls, superuserUrl, withConnection } from "../scripts/postgres/roles.ts";
import type { Secrets } from "../scripts/secrets.ts";

/** How to reach the throw-away server of this test run. */
export interface TestServer {
  readonly address: ServerAddress;
  readonly secrets: Secrets;
  readonly template: string;
}

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

export interface TestDatabase {
  /** As the application: no rights but those it has in production. */
  readonly url: string;
  /** As the owner of the tables. */
  readonly migratorUrl: string;
  /** As the server's superuser, for tests that kill sessions or look into the catalogue. */
  readonly superuserUrl: string;
  /** Ends every session on the database and removes it. */
  drop(): Promise<void>;
}

/** A database of its own for one test or file: migrated, with no rows but those of the migrations. Takes about 50 ms. */
export async function createTestDatabase(server: TestServer = inject("testServer")): Promise<TestDatabase> {
  const { address, secrets, template } = server;
  const name = `test_${randomBytes(8).toString("hex")}`;
  const admin = superuserUrl(address, secrets);
  await withConnection(admin, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER tideline STRATEGY FILE_COPY`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(`GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${name} TO tideline_migrator`);
  });
  const urls = databaseUrls(address, secrets, name);
  const drop = async () => {
    await withConnection(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  };
  return {
    url: urls.application,
    migratorUrl: urls.migrator,
    superuserUrl: superuserUrl(address, secrets, name),
    drop,
  };
}
