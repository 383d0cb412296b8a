import { existsSync, readFileSync } from "node:fs";
import type { Failure } from "./failure.ts";
import { failuresOfSuite, playwrightReport } from "./playwright-report.ts";
import { failuresOfTestFile, vitestReport } from "./vitest-report.ts";

/** How many tests a runner ran, and what is known of those that failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly Failure[];
}

/** What a runner did, without what it says of itself. */
interface Run {
  /** What it ran, for a failure that is not one of its tests. */
  readonly name: string;
  readonly reportPath: string;
  readonly succeeded: boolean;
}

const nothing: Tally = { passed: 0, failed: 0, failures: [] };

function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/** A runner that failed without a failed test (a file that does not load, a crash, no test at all) counts as a failure. */
function atLeastOneFailure(tally: Tally, { name, succeeded }: Run): Tally {
  const isFailure = !succeeded || tally.passed + tally.failed === 0;
  if (!isFailure || tally.failed > 0) return tally;
  const failures = tally.failures.length > 0 ? tally.failures : [{ what: name, reason: "ended badly, or ran nothing" }];
  return { ...tally, failed: 1, failures };
}

/** What a Vitest run amounts to, from its JSON report and from how it ended. */
export function tallyVitest(run: Run): Tally {
  const report = vitestReport.safeParse(readJson(run.reportPath));
  if (!report.success) return atLeastOneFailure(nothing, run);
  const { numPassedTests: passed, numFailedTests: failed, testResults } = report.data;
  return atLeastOneFailure({ passed, failed, failures: testResults.flatMap(failuresOfTestFile) }, run);
}

/** What a Playwright run amounts to, from its JSON report and from how it ended. */
export function tallyPlaywright(run: Run): Tally {
  const report = playwrightReport.safeParse(readJson(run.reportPath));
  if (!report.success) return atLeastOneFailure(nothing, run);
  const { stats, suites } = report.data;
  const failed = stats.unexpected + stats.flaky;
  return atLeastOneFailure({ passed: stats.expected, failed, failures: suites.flatMap(failuresOfSuite) }, run);
}

/** The sum of several runs. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    failures: tallies.flatMap(({ failures }) => failures),
  };
}
