import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chromium } from "playwright";
import { packageFile } from "./paths.ts";

// The shell first: a Chromium without windows, which is all that tests and pictures need, is lighter on a small machine.
const usualPlaces = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const installTimeoutMs = 10 * 60_000;

function findBrowser(): string | undefined {
  const candidates = [process.env.CHROMIUM_PATH, ...usualPlaces, chromium.executablePath()];
  return candidates.find((path) => path !== undefined && path !== "" && existsSync(path));
}

function isDebianRoot(): boolean {
  const release = "/etc/os-release";
  return process.getuid?.() === 0 && existsSync(release) && /^ID=debian$/m.test(readFileSync(release, "utf8"));
}

function installFromDebian(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { stdio: "inherit", timeout: installTimeoutMs, env } as const;
  spawnSync("apt-get", ["update", "-qq"], options);
  for (const name of ["chromium-headless-shell", "chromium"]) {
    if (findBrowser() !== undefined) return;
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name, "fonts-liberation"], options);
  }
}

function installFromPlaywright(): void {
  const cli = packageFile("playwright", "cli.js");
  spawnSync(process.execPath, [cli, "install", "--with-deps", "chromium"], {
    stdio: "inherit",
    timeout: installTimeoutMs,
  });
}

/** The path of a Chromium. Where there is none, Debian's is installed (as root there), elsewhere Playwright's. */
export function findOrInstallBrowser(): string {
  const found = findBrowser();
  if (found !== undefined) return found;
  process.stdout.write("Installing Chromium ...\n");
  if (isDebianRoot()) installFromDebian();
  else installFromPlaywright();
  const installed = findBrowser();
  if (installed === undefined)
    throw new Error("There is no Chromium: install one, or set CHROMIUM_PATH to its program.");
  return installed;
}
