// Node's own modules only: this runs before node_modules exists.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const projectRoot = resolve(import.meta.dirname, "..");

/**
 * The packages that a lock file names, by folder. npm keeps one of what it installed in node_modules/.package-lock.json.
 * @returns {Map<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(/** @type {string} */ lockFile) {
  const path = join(projectRoot, lockFile);
  return new Map(Object.entries(existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : {}));
}

/** True when what is installed is what the lock file names. Optional packages of other platforms may be missing. */
function isInstalled() {
  const installed = packagesOf("node_modules/.package-lock.json");
  const wanted = [...packagesOf("package-lock.json")].filter(([folder]) => folder !== "");
  const matches = wanted.every(([folder, entry]) => {
    const found = installed.get(folder);
    return found ? found.version === entry.version : Boolean(entry.optional || entry.devOptional);
  });
  return matches && existsSync(join(projectRoot, "node_modules", "tsx"));
}

/** Installs exactly what the lock file names, unless that is what is there. */
export async function ensurePackages() {
  if (isInstalled()) return;
  const startedMs = performance.now();
  const elapsed = () => `${Math.round((performance.now() - startedMs) / 1000)} s`;
  process.stdout.write("Installing packages ...\n");
  const ticker = setInterval(() => process.stdout.write(`  installing packages, ${elapsed()}\n`), 10_000);
  try {
    await npmInstall();
  } finally {
    clearInterval(ticker);
  }
  process.stdout.write(`Packages installed in ${elapsed()}\n`);
}

/** @returns {Promise<void>} */
function npmInstall() {
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  return new Promise((done, fail) => {
    const child = spawn("npm", args, {
      cwd: projectRoot,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
    child.once("error", fail);
    child.once("exit", (code) => (code === 0 ? done() : fail(new Error("npm ci failed: see above"))));
  });
}
