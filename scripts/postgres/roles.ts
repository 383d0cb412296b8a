import pg from "pg";
import type { Secrets } from "../secrets.ts";
import { connectionString, type ServerAddress } from "./address.ts";

export const databaseName = "tideline";
const applicationRole = "tideline";
const migratorRole = "tideline_migrator";

/** The addresses of one database, one for each of the roles that use it. */
export interface DatabaseUrls {
  /** What the application gets: it reads and writes rows. */
  readonly application: string;
  /** What migrations get: it owns the tables. */
  readonly migrator: string;
}

export function databaseUrls(address: ServerAddress, secrets: Secrets, database = databaseName): DatabaseUrls {
  return {
    application: connectionString(address, { role: applicationRole, password: secrets.postgresApplication, database }),
    migrator: connectionString(address, { role: migratorRole, password: secrets.postgresMigrator, database }),
  };
}

export function superuserUrl(address: ServerAddress, secrets: Secrets, database = "postgres"): string {
  return connectionString(address, { role: "postgres", password: secrets.postgresSuperuser, database });
}

/** Runs `use` on a connection of its own and closes it. */
export async function withConnection<Result>(
  url: string,
  use: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined); // a query that fails says so itself
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  if (rowCount) return;
  const attributes = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION";
  await client.query(`CREATE ROLE ${role} ${attributes} PASSWORD ${client.escapeLiteral(password)}`);
}

/** Makes the two roles. They can enter only the databases that are given to them. */
export async function ensureRoles(client: pg.Client, secrets: Secrets): Promise<void> {
  await ensureRole(client, applicationRole, secrets.postgresApplication);
  await ensureRole(client, migratorRole, secrets.postgresMigrator);
  await client.query("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC");
}

/** Makes an empty database that the application owns; false when it is there already. */
export async function ensureDatabase(client: pg.Client, database: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
  if (rowCount) return false;
  await client.query(`CREATE DATABASE ${database} OWNER ${applicationRole}`);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${database} TO ${migratorRole}`);
  return true;
}

/**
 * Inside the database: tables belong to the migrator, the application works on their rows. Owning the database would
 * give the application the schema too, so the schema gets an owner of its own.
 */
export async function grantRights(client: pg.Client): Promise<void> {
  await client.query(`ALTER SCHEMA public OWNER TO ${migratorRole}`);
  await client.query(`GRANT USAGE ON SCHEMA public TO ${applicationRole}`);
  const byDefault = `ALTER DEFAULT PRIVILEGES FOR ROLE ${migratorRole} IN SCHEMA public`;
  await client.query(`${byDefault} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${applicationRole}`);
  await client.query(`${byDefault} GRANT USAGE, SELECT ON SEQUENCES TO ${applicationRole}`);
  await client.query(`${byDefault} GRANT EXECUTE ON FUNCTIONS TO ${applicationRole}`);
}

/** Roles, database and rights of an installation; does nothing where they are there. */
export async function prepareDatabase(address: ServerAddress, secrets: Secrets): Promise<void> {
  await withConnection(superuserUrl(address, secrets), async (client) => {
    await ensureRoles(client, secrets);
    await ensureDatabase(client, databaseName);
  });
  await withConnection(superuserUrl(address, secrets, databaseName), grantRights);
}
