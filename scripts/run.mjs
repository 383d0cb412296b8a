// `node scripts/run.mjs FILE [ARGUMENT ...]`: runs a TypeScript file of this checkout and first sets up what it needs,
// so that every command works on a fresh clone. Node's own modules only until the packages are there.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ensurePackages } from "./packages.mjs";

const projectRoot = resolve(import.meta.dirname, "..");

async function main() {
  const [file, ...rest] = process.argv.slice(2);
  if (!file) throw new Error("Usage: node scripts/run.mjs FILE [ARGUMENT ...]");
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Tideline needs Node 20.19 or newer; this is ${process.version}.`);
  }
  process.chdir(projectRoot);
  await ensurePackages();
  const { register } = await import("tsx/esm/api");
  register();
  const { ensureDatabaseClient } = await import("./setup/database-client.ts");
  await ensureDatabaseClient();
  process.argv = [process.argv[0] ?? "node", resolve(projectRoot, file), ...rest];
  await import(pathToFileURL(resolve(projectRoot, file)).href);
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
