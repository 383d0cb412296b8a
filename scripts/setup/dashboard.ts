import { spawn } from "node:child_process";
import { packageFile, projectRoot } from "../paths.ts";
import { runStep } from "./step.ts";

/** What a page may import; scripts and tests are not among it. */
const inputs = [
  "package-lock.json",
  "next.config.js",
  "tools/without-json-schema.mjs",
  "tsconfig.json",
  "tsconfig.next.json",
  "app",
  "components",
  "lib",
  "server",
  "prisma/schema.prisma",
  "proxy.ts",
  "instrumentation.ts",
  "postcss.config.mjs",
];

function nextBuild(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
    const args = [packageFile("next", "dist/bin/next"), "build"];
    const child = spawn(process.execPath, args, { cwd: projectRoot, env, stdio: ["ignore", "pipe", "pipe"], signal });
    const output: string[] = [];
    child.stdout.on("data", (chunk) => output.push(String(chunk)));
    child.stderr.on("data", (chunk) => output.push(String(chunk)));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`next build failed:\n${output.join("")}`));
    });
  });
}

/** Builds the dashboard when something it is made of has changed; `signal` gives up. */
export async function ensureDashboard(signal: AbortSignal): Promise<void> {
  await runStep({ label: "Building the dashboard", inputs, stamp: ".next/.stamp", make: () => nextBuild(signal) });
}
