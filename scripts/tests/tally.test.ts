import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addTallies, tallyPlaywright, tallyVitest } from "./tally.ts";

describe("the tally of a test run", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tideline-tally-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function reportOf(content: unknown): string {
    const path = join(folder, "report.json");
    writeFileSync(path, JSON.stringify(content));
    return path;
  }

  it("is what the runners report", () => {
    const vitest = reportOf({ numPassedTests: 7, numFailedTests: 2 });
    expect(tallyVitest(vitest, false)).toEqual({ passed: 7, failed: 2 });
    const playwright = reportOf({ stats: { expected: 3, unexpected: 1, flaky: 1 } });
    expect(tallyPlaywright(playwright, false)).toEqual({ passed: 3, failed: 2 });
  });

  it.each([
    [
      "a run that ended badly without a failed test",
      { numPassedTests: 7, numFailedTests: 0 },
      false,
      { passed: 7, failed: 1 },
    ],
    ["a run without any test", { numPassedTests: 0, numFailedTests: 0 }, true, { passed: 0, failed: 1 }],
    ["a report that cannot be read", "nonsense", true, { passed: 0, failed: 1 }],
  ])("counts %s as a failure", (_name, content, succeeded, tally) => {
    expect(tallyVitest(reportOf(content), succeeded)).toEqual(tally);
  });

  it("counts a runner that left no report as a failure", () => {
    expect(tallyPlaywright(join(folder, "missing.json"), true)).toEqual({ passed: 0, failed: 1 });
  });

  it("adds up", () => {
    expect(
      addTallies([
        { passed: 1, failed: 0 },
        { passed: 2, failed: 3 },
      ]),
    ).toEqual({ passed: 3, failed: 3 });
  });
});
