import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFile, projectRoot } from "../paths.ts";
import { withConnection } from "./roles.ts";

const migrationsDir = join(projectRoot, "prisma", "migrations");

/** Runs the Prisma CLI against a database; rejects with its output when it fails. */
export function runPrisma(args: readonly string[], databaseUrl?: string): Promise<void> {
  const env = {
    ...process.env,
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
  return new Promise((resolve, reject) => {
    const cli = packageFile("prisma", "build/index.js");
    const child = spawn(process.execPath, [cli, ...args], { cwd: projectRoot, env, stdio: ["ignore", "pipe", "pipe"] });
    const output: string[] = [];
    child.stdout.on("data", (chunk) => output.push(String(chunk)));
    child.stderr.on("data", (chunk) => output.push(String(chunk)));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`prisma ${args.join(" ")} failed (${code}):\n${output.join("")}`));
    });
  });
}

/** Name and checksum of each migration in the checkout, the checksum as Prisma computes it. */
function migrationsOfCheckout(): Map<string, string> {
  const names = existsSync(migrationsDir) ? readdirSync(migrationsDir, { withFileTypes: true }) : [];
  const found = new Map<string, string>();
  for (const entry of names) {
    const file = join(migrationsDir, entry.name, "migration.sql");
    if (!entry.isDirectory() || !existsSync(file)) continue;
    found.set(entry.name, createHash("sha256").update(readFileSync(file)).digest("hex"));
  }
  return found;
}

async function migrationsOfDatabase(databaseUrl: string): Promise<Map<string, string>> {
  return withConnection(databaseUrl, async (client) => {
    const table = await client.query<{ found: boolean }>(
      "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS found",
    );
    if (!table.rows[0]?.found) return new Map();
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    );
    return new Map(rows.map((row) => [row.migration_name, row.checksum]));
  });
}

/**
 * True when the database has exactly the checkout's migrations. The Prisma CLI takes seconds to find out the same, and
 * nearly every start finds nothing to do.
 */
async function isUpToDate(databaseUrl: string): Promise<boolean> {
  const wanted = migrationsOfCheckout();
  const applied = await migrationsOfDatabase(databaseUrl);
  return wanted.size === applied.size && [...wanted].every(([name, checksum]) => applied.get(name) === checksum);
}

/** Applies the migrations that the database lacks; true when there were any. */
export async function migrate(databaseUrl: string): Promise<boolean> {
  if (await isUpToDate(databaseUrl)) return false;
  await runPrisma(["migrate", "deploy"], databaseUrl);
  return true;
}
