import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOrInstallBrowser } from "./browser.ts";
import { runChecks } from "./checks/run-checks.ts";
import { startInstance } from "./instance.ts";
import { packageFile } from "./paths.ts";
import { runInherited } from "./tests/run-inherited.ts";
import { addTallies, type Tally, tallyPlaywright, tallyVitest } from "./tests/tally.ts";

const reports = mkdtempSync(join(tmpdir(), "tideline-reports-"));

function heading(text: string): void {
  process.stdout.write(`\n== ${text}\n`);
}

async function check(): Promise<Tally> {
  heading("Checks and unit tests");
  const unitReport = join(reports, "unit.json");
  return tallyVitest(unitReport, await runChecks({ unitReport }));
}

async function integration(): Promise<Tally> {
  heading("Integration tests on PostgreSQL");
  const report = join(reports, "integration.json");
  const args = ["run", "--project", "integration", "--reporter=default", "--reporter=json", `--outputFile=${report}`];
  return tallyVitest(report, await runInherited(packageFile("vitest", "vitest.mjs"), args));
}

/** The browser tests of one project on an instance of their own. */
async function browser(project: "journeys" | "shift"): Promise<Tally> {
  heading(`Browser tests: ${project}`);
  const report = join(reports, `${project}.json`);
  const chromium = findOrInstallBrowser();
  const instance = await startInstance({ demo: project === "shift" });
  try {
    const succeeded = await runInherited(packageFile("@playwright/test", "cli.js"), ["test", "--project", project], {
      BASE_URL: instance.url,
      TIDELINE_STATE: instance.stateDir,
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    return tallyPlaywright(report, succeeded);
  } finally {
    await instance.stop();
  }
}

/** A part that cannot even begin counts as a failure, and the others still run. */
async function attempt(part: () => Promise<Tally>): Promise<Tally> {
  try {
    return await part();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return { passed: 0, failed: 1 };
  }
}

/** `npm test`: everything that has to hold before a change is taken. */
const tally = addTallies([
  await attempt(check),
  await attempt(integration),
  await attempt(() => browser("journeys")),
  await attempt(() => browser("shift")),
]);
rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed\n`);
process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1);
