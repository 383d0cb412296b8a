import { spawn } from "node:child_process";
import { projectRoot } from "../paths.ts";

export interface CommandResult {
  readonly succeeded: boolean;
  /** What it printed on both channels, in the order it came. */
  readonly output: string;
  readonly milliseconds: number;
}

/** Runs an installed command line tool without a shell and collects what it prints. */
export function runTool(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: string[] = [];
    child.stdout.on("data", (chunk) => output.push(String(chunk)));
    child.stderr.on("data", (chunk) => output.push(String(chunk)));
    const finish = (succeeded: boolean) =>
      resolve({ succeeded, output: output.join(""), milliseconds: performance.now() - startedMs });
    child.once("error", (error) => {
      output.push(error.message);
      finish(false);
    });
    child.once("close", (code) => finish(code === 0));
  });
}
