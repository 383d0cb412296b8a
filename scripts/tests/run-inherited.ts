import { spawn } from "node:child_process";
import { projectRoot } from "../paths.ts";

/** No part of the tests takes a quarter of an hour; one that does hangs. */
const hangsAfterMs = 15 * 60_000;

/** Runs a command line tool whose output is shown as it comes; true when it succeeded. */
export function runInherited(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
      timeout: hangsAfterMs,
    });
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
}
