import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "../paths.ts";
import { isAlive, waitUntil } from "../processes.ts";
import { type SupervisedChild, supervise } from "./child.ts";

const patienceMs = 20_000;

describe("a supervised process", () => {
  let folder: string;
  let pidFile: string;
  let file: string;
  let child: SupervisedChild | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tideline-child-"));
    pidFile = join(folder, "pid");
    file = join(folder, "main.mts");
    child = undefined;
  });
  afterEach(async () => {
    child?.kill();
    await child?.stop();
    rmSync(folder, { recursive: true });
  });

  function writeProgram(extra: string): void {
    const announce = `import { writeFileSync } from "node:fs"; writeFileSync(process.env.PID_FILE ?? "", String(process.pid));`;
    writeFileSync(file, `${announce} setInterval(() => undefined, 1000); ${extra}`);
  }

  const env = () => ({ ...process.env, PID_FILE: pidFile });
  const readPid = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8")) : 0);

  async function otherPidThan(old: number): Promise<number> {
    expect(await waitUntil(() => readPid() > 0 && readPid() !== old, patienceMs)).toBe(true);
    return readPid();
  }

  it("is started again after SIGKILL, and not after it was stopped", async () => {
    writeProgram("");
    child = supervise({ name: "test", file, env: env() });
    const first = await otherPidThan(0);
    process.kill(first, "SIGKILL");
    const second = await otherPidThan(first);
    expect(child.quickExits()).toBe(1);
    await child.stop();
    expect(isAlive(second)).toBe(false);
  });

  it("ends when its launcher is killed", async () => {
    writeProgram("");
    const launcherFile = join(folder, "launcher.mts");
    const childModule = JSON.stringify(join(projectRoot, "scripts/launcher/child.ts"));
    const options = JSON.stringify({ name: "test", file });
    writeFileSync(
      launcherFile,
      `import { supervise } from ${childModule}; supervise({ ...${options}, env: process.env });`,
    );
    const launcher = spawn(process.execPath, ["--import", "tsx", launcherFile], {
      cwd: projectRoot,
      env: env(),
      stdio: "ignore",
    });
    const pid = await otherPidThan(0);
    launcher.kill("SIGKILL");
    expect(await waitUntil(() => !isAlive(pid), patienceMs)).toBe(true);
  });
});
