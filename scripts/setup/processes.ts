import { existsSync } from "node:fs";
import { join } from "node:path";
import nextConfig from "../../next.config.js";
import { projectRoot } from "../paths.ts";
import { runStep } from "./step.ts";

/** Where the processes are built to. */
const outputFolder = ".build";

/** The processes of a running Tideline and the threads that they start, as source files without their ending. */
const processEntries = [
  "server/main",
  "worker/main",
  "worker/demo",
  "worker/training/train-thread",
  "worker/guard/canary-thread",
];

async function bundle(): Promise<void> {
  const { build } = await import("esbuild"); // only where there is something to build: most starts have nothing
  await build({
    absWorkingDir: projectRoot,
    entryPoints: processEntries.map((entry) => `${entry}.ts`).filter((file) => existsSync(join(projectRoot, file))),
    outbase: ".",
    outdir: outputFolder,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    // What the dashboard loads from node_modules, the web process must load from there too: one copy, one class each.
    external: ["next", "pg-native", ...(nextConfig.serverExternalPackages ?? [])],
    // Packages in the older module format ask for `require`.
    banner: { js: `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);` },
    logLevel: "error",
  });
}

/**
 * Bundles each process into a few files. Loaded one by one through tsx, its thousand modules take more than half of the
 * time until it answers; development does just that and needs no build.
 */
export async function ensureProcesses(): Promise<void> {
  await runStep({
    label: "Building the processes",
    inputs: ["package-lock.json", "next.config.js", "tsconfig.json", "lib", "server", "worker", "prisma/schema.prisma"],
    stamp: `${outputFolder}/.stamp`,
    make: bundle,
  });
}

/** The built file of a process. */
export function builtFile(entry: string): string {
  return join(projectRoot, outputFolder, `${entry}.js`);
}
