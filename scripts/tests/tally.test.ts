import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../paths.ts";
import { describeFailures } from "./failure.ts";
import { addTallies, tallyPlaywright, tallyVitest } from "./tally.ts";

describe("the tally of a test run", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tideline-tally-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function runOf(content: unknown, succeeded = false) {
    const reportPath = join(folder, "report.json");
    writeFileSync(reportPath, JSON.stringify(content));
    return { name: "part", reportPath, succeeded };
  }

  it("is what Vitest reports, each failed test by its file and name with its reason", () => {
    const passed = { fullName: "a b", status: "passed", failureMessages: [] };
    const failed = { fullName: "a c", status: "failed", failureMessages: ["expected 1 to be 2"] };
    const testResults = [
      { name: join(projectRoot, "lib/one.test.ts"), status: "failed", message: "", assertionResults: [passed, failed] },
      { name: join(projectRoot, "lib/two.test.ts"), status: "failed", message: "no such module", assertionResults: [] },
    ];
    expect(tallyVitest(runOf({ numPassedTests: 7, numFailedTests: 1, testResults }))).toEqual({
      passed: 7,
      failed: 1,
      failures: [
        { what: "lib/one.test.ts > a c", reason: "expected 1 to be 2" },
        { what: "lib/two.test.ts", reason: "no such module" },
      ],
    });
  });

  it("is what Playwright reports, groups in files included", () => {
    const spec = (title: string, message?: string) => ({
      title,
      file: "live.spec.ts",
      ok: message === undefined,
      tests: [{ results: [{ errors: message === undefined ? [] : [{ message }] }] }],
    });
    const suites = [{ specs: [spec("one"), spec("two", "gone")], suites: [{ specs: [spec("three", "late")] }] }];
    const stats = { expected: 3, unexpected: 1, flaky: 1 };
    expect(tallyPlaywright(runOf({ stats, suites }))).toEqual({
      passed: 3,
      failed: 2,
      failures: [
        { what: "e2e/live.spec.ts > two", reason: "gone" },
        { what: "e2e/live.spec.ts > three", reason: "late" },
      ],
    });
  });

  it.each([
    ["a run that ended badly without a failed test", { numPassedTests: 7, numFailedTests: 0 }, false, 7],
    ["a run without any test", { numPassedTests: 0, numFailedTests: 0 }, true, 0],
    ["a report that cannot be read", "nonsense", true, 0],
  ])("counts %s as a failure", (_name, content, succeeded, passed) => {
    const failures = [{ what: "part", reason: "ended badly, or ran nothing" }];
    expect(tallyVitest(runOf(content, succeeded))).toEqual({ passed, failed: 1, failures });
  });

  it("counts a runner that left no report as a failure", () => {
    const reportPath = join(folder, "missing.json");
    expect(tallyPlaywright({ name: "part", reportPath, succeeded: true })).toMatchObject({ passed: 0, failed: 1 });
  });

  it("adds up", () => {
    const failure = { what: "a", reason: "b" };
    expect(
      addTallies([
        { passed: 1, failed: 0, failures: [] },
        { passed: 2, failed: 3, failures: [failure] },
      ]),
    ).toEqual({ passed: 3, failed: 3, failures: [failure] });
  });

  it("shows the beginning of each reason", () => {
    const reason = Array.from({ length: 20 }, (_, line) => `line ${line}`).join("\n");
    const shown = describeFailures([{ what: "a > b", reason }]).split("\n");
    expect(shown).toHaveLength(16);
    expect([shown[0], shown[1], shown[15]]).toEqual(["FAILED a > b", "    line 0", "    ... and 6 more lines, above"]);
  });
});
