import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const projectRoot = join(import.meta.dirname, "..");

/** What must be reported where: the file, its line, and a word of the report. */
const faults: ReadonlyArray<{ file: string; line: string; report: string }> = [
  { file: "lib/stats/clock.ts", line: "export const at = Date.now();", report: "lib is pure: pass the time" },
  { file: "lib/stats/clock-object.ts", line: "export const at = new Date();", report: "lib is pure: pass the time" },
  { file: "lib/stats/chance.ts", line: "export const draw = Math.random;", report: "lib is pure: pass the time" },
  { file: "lib/stats/process.ts", line: "export const id = process.pid;", report: "the global variable process" },
  { file: "lib/stats/timer.ts", line: "setTimeout(() => 1, 2);", report: "the global variable setTimeout" },
  { file: "lib/stats/bytes.ts", line: "export const bytes = Buffer.alloc(1);", report: "the global variable Buffer" },
  { file: "server/assertion.ts", line: `export const size = JSON.parse("1") as number;`, report: "No type assertion" },
  { file: "server/any.ts", line: "export const thing: any = 1;", report: "noExplicitAny" },
  { file: "server/not-null.ts", line: "export const first = [1][0]!;", report: "noNonNullAssertion" },
  { file: "server/environment.ts", line: "export const port = process.env.PORT;", report: "noProcessEnv" },
  { file: "server/console.ts", line: `console.log("hello");`, report: "noConsole" },
  { file: "server/floating.ts", line: "const later = async () => 1;\nlater();", report: "noFloatingPromises" },
  { file: "server/Loud-Name.ts", line: "export const quiet = 1;", report: "useFilenamingConvention" },
  { file: "server/long-file.ts", line: "export const x = 1;\n".repeat(301), report: "noExcessiveLinesPerFile" },
  {
    file: "server/long-function.ts",
    line: `export function long() {\n${"  later();\n".repeat(61)}}\nfunction later() {}`,
    report: "noExcessiveLinesPerFunction",
  },
];

/** What must pass: each is the counterpart of a fault, in a place or form where it is right. */
const sound: Readonly<Record<string, string>> = {
  "lib/stats/date.ts": "export const day = (at: number) => new Date(at).toISOString();\n",
  "lib/stats/clock.test.ts": "export const at = Date.now();\n",
  "server/clock.ts": "export const now = () => Date.now() + Math.random();\n",
  "server/constant.ts": `export const modes = ["a", "b"] as const;\n`,
  "server/env.ts": "export const port = process.env.PORT;\n",
  "scripts/start.ts": `console.log("started");\n`,
};

describe("the linter", { timeout: 60_000 }, () => {
  let tree: string;

  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), "tideline-lint-"));
    const config = JSON.parse(readFileSync(join(projectRoot, "biome.json"), "utf8"));
    writeFileSync(join(tree, "biome.json"), JSON.stringify({ ...config, $schema: undefined, vcs: { enabled: false } }));
    cpSync(join(projectRoot, "tools"), join(tree, "tools"), { recursive: true });
  });
  afterEach(() => rmSync(tree, { recursive: true, force: true }));

  function write(file: string, content: string): void {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), content);
  }

  function lint(): { succeeded: boolean; output: string } {
    const biome = join(projectRoot, "node_modules/@biomejs/biome/bin/biome");
    const args = [biome, "lint", "--reporter=github", "--max-diagnostics=none", "lib", "server", "scripts"];
    const result = spawnSync(process.execPath, args, { cwd: tree, encoding: "utf8" });
    return { succeeded: result.status === 0, output: `${result.stdout}${result.stderr}` };
  }

  it("reports a planted fault against every rule of the house", () => {
    for (const { file, line } of faults) write(file, `${line}\n`);
    const { output } = lint();
    const lines = output.split("\n").filter((line) => line.startsWith("::error"));
    for (const { file, report } of faults) {
      expect(lines.filter((line) => line.includes(file)).join("\n"), file).toContain(report);
    }
  });

  it("leaves alone what is right", () => {
    for (const [file, content] of Object.entries(sound)) write(file, content);
    write("server/also.ts", "export const also = 1;\n");
    const { succeeded, output } = lint();
    expect(output).not.toContain("::error");
    expect(succeeded).toBe(true);
  });
});
