import { packageFile } from "../paths.ts";
import type { Failure } from "../tests/failure.ts";
import { type CommandResult, runTool } from "./command.ts";

/** What the check is called that runs the unit tests. */
export const unitTests = "unit tests";

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
      name: unitTests,
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

/** Runs every check, also after one has failed, says how each went, and gives those that failed with what they printed. */
export async function runChecks(options: { readonly unitReport?: string } = {}): Promise<readonly Failure[]> {
  const waiting = [...listChecks(options.unitReport)];
  const running = new Set<string>();
  const ticker = setInterval(() => {
    process.stdout.write(`  running: ${[...running].join(", ")}\n`);
  }, showsProgressAfterMs);
  const failures: Failure[] = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      running.add(check.name);
      const result = await check.run();
      running.delete(check.name);
      report(check, result);
      if (!result.succeeded) failures.push({ what: check.name, reason: result.output });
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  clearInterval(ticker);
  return failures;
}
