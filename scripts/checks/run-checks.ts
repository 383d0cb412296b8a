import { packageFile } from "../paths.ts";
import { type CommandResult, runTool } from "./command.ts";

interface Check {
  readonly name: string;
  run(): Promise<CommandResult>;
}

const cruisedFolders = ["app", "components", "lib", "server", "worker", "scripts", "testing", "bench", "e2e", "tests"];

/** The checks, the longest first. */
function listChecks(unitReport: string | undefined): readonly Check[] {
  const report =
    unitReport === undefined ? [] : ["--reporter=default", "--reporter=json", `--outputFile=${unitReport}`];
  return [
    {
      name: "unit tests",
      run: () => runTool(packageFile("vitest", "vitest.mjs"), ["run", "--project", "unit", ...report]),
    },
    { name: "types", run: () => runTool(packageFile("typescript", "bin/tsc"), ["--noEmit", "--pretty"]) },
    {
      name: "format and lint",
      run: () => runTool(packageFile("@biomejs/biome", "bin/biome"), ["ci", "--colors=force"]),
    },
    {
      name: "boundaries",
      run: () =>
        runTool(packageFile("dependency-cruiser", "bin/dependency-cruise.mjs"), [
          "--config",
          "tools/boundaries.mjs",
          "--output-type",
          "err-long",
          ...cruisedFolders,
        ]),
    },
    { name: "unused code", run: () => runTool(packageFile("knip", "bin/knip.js"), ["--no-progress"]) },
  ];
}

/** As many at a time as the smallest supported machine has cores. */
const atATime = 2;
const showsProgressAfterMs = 10_000;

function report(check: Check, result: CommandResult): void {
  const seconds = (result.milliseconds / 1000).toFixed(1);
  process.stdout.write(`${result.succeeded ? "ok    " : "FAILED"} ${check.name}, ${seconds} s\n`);
  if (!result.succeeded) process.stdout.write(`${result.output}\n`);
}

/** Runs every check, also after one has failed, and says how each went. True when all succeeded. */
export async function runChecks(options: { readonly unitReport?: string } = {}): Promise<boolean> {
  const waiting = [...listChecks(options.unitReport)];
  const running = new Set<string>();
  const ticker = setInterval(() => {
    process.stdout.write(`  running: ${[...running].join(", ")}\n`);
  }, showsProgressAfterMs);
  let allSucceeded = true;
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      running.add(check.name);
      const result = await check.run();
      running.delete(check.name);
      report(check, result);
      allSucceeded &&= result.succeeded;
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  clearInterval(ticker);
  return allSucceeded;
}
