import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOrInstallBrowser } from "./browser.ts";
import { runTool } from "./checks/command.ts";
import { runChecks, unitTests } from "./checks/run-checks.ts";
import { type Instance, startInstance } from "./instance.ts";
import { packageFile } from "./paths.ts";
import { describeFailures } from "./tests/failure.ts";
import { runInherited } from "./tests/run-inherited.ts";
import { addTallies, type Tally, tallyPlaywright, tallyVitest } from "./tests/tally.ts";

const reports = mkdtempSync(join(tmpdir(), "tideline-reports-"));

function heading(text: string): void {
  process.stdout.write(`\n== ${text}\n`);
}

async function check(): Promise<Tally> {
  heading("Checks and unit tests");
  const unitReport = join(reports, "unit.json");
  const failed = await runChecks({ unitReport });
  const others = failed.filter(({ what }) => what !== unitTests);
  const succeeded = others.length === failed.length;
  return addTallies([
    tallyVitest({ name: unitTests, reportPath: unitReport, succeeded }),
    { passed: 0, failed: others.length, failures: others },
  ]);
}

async function integration(): Promise<Tally> {
  const name = "Integration tests on PostgreSQL";
  heading(name);
  const reportPath = join(reports, "integration.json");
  const args = ["run", "--project", "integration", "--reporter=default", "--reporter=json"];
  const file = packageFile("vitest", "vitest.mjs");
  return tallyVitest({
    name,
    reportPath,
    succeeded: await runInherited(file, [...args, `--outputFile=${reportPath}`]),
  });
}

interface BrowserPart {
  readonly project: "journeys" | "accessibility" | "shift";
  readonly instance: Instance;
  readonly chromium: string;
}

/** The browser tests of one project; what it prints is shown as it comes, or all at once where another prints beside it. */
async function browserPart({ project, instance, chromium }: BrowserPart, shown: "at once" | "as it comes") {
  const name = `Browser tests: ${project}`;
  const reportPath = join(reports, `${project}.json`);
  const file = packageFile("@playwright/test", "cli.js");
  const args = ["test", "--project", project, "--output", join("test-results", project)];
  const env = {
    BASE_URL: instance.url,
    TIDELINE_STATE: instance.stateDir,
    PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath,
    CHROMIUM_PATH: chromium,
  };
  if (shown === "as it comes") {
    return tallyPlaywright({ name, reportPath, succeeded: await runInherited(file, args, env) });
  }
  const { succeeded, output } = await runTool(file, args, env);
  heading(name);
  process.stdout.write(output);
  return tallyPlaywright({ name, reportPath, succeeded });
}

/**
 * The browser tests, on two instances side by side, since much of them is waiting: the journeys on one that is empty,
 * the looks of axe and then the shift on one with the demonstration's traffic.
 */
async function browsers(): Promise<Tally> {
  heading("Browser tests: journeys; accessibility and shift beside them, shown afterwards");
  const chromium = findOrInstallBrowser();
  const instance = await startInstance();
  try {
    const other = await startInstance({ demo: true });
    try {
      const beside = async () => [
        await browserPart({ project: "accessibility", instance: other, chromium }, "at once"),
        await browserPart({ project: "shift", instance: other, chromium }, "at once"),
      ];
      const [journeys, others] = await Promise.all([
        browserPart({ project: "journeys", instance, chromium }, "as it comes"),
        beside(),
      ]);
      return addTallies([journeys, ...others]);
    } finally {
      await other.stop();
    }
  } finally {
    await instance.stop();
  }
}

/** A part that cannot even begin counts as a failure, and the others still run. */
async function attempt(part: () => Promise<Tally>): Promise<Tally> {
  try {
    return await part();
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: 0, failed: 1, failures: [{ what: part.name, reason }] };
  }
}

/** `npm test`: everything that has to hold before a change is taken. */
const tally = addTallies([await attempt(check), await attempt(integration), await attempt(browsers)]);
rmSync(reports, { recursive: true, force: true });
if (tally.failed > 0) process.stdout.write(`\n${describeFailures(tally.failures)}\n`);
process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed\n`);
process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1);
