import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** How many tests a runner ran. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/** A runner that failed without a failed test (a file that does not load, a crash, no test at all) counts as a failure. */
function atLeastOneFailure(tally: Tally, succeeded: boolean): Tally {
  const isFailure = !succeeded || tally.passed + tally.failed === 0;
  return isFailure && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** What a Vitest run amounts to, from its JSON report and from how it ended. */
export function tallyVitest(reportPath: string, succeeded: boolean): Tally {
  const report = vitestReport.safeParse(readJson(reportPath));
  const tally = report.success
    ? { passed: report.data.numPassedTests, failed: report.data.numFailedTests }
    : { passed: 0, failed: 0 };
  return atLeastOneFailure(tally, succeeded);
}

/** What a Playwright run amounts to, from its JSON report and from how it ended. */
export function tallyPlaywright(reportPath: string, succeeded: boolean): Tally {
  const report = playwrightReport.safeParse(readJson(reportPath));
  const tally = report.success
    ? { passed: report.data.stats.expected, failed: report.data.stats.unexpected + report.data.stats.flaky }
    : { passed: 0, failed: 0 };
  return atLeastOneFailure(tally, succeeded);
}

/** The sum of several runs. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), {
    passed: 0,
    failed: 0,
  });
}
