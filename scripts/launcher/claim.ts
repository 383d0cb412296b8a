import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isAlive } from "../processes.ts";

const claimSchema = z.object({ pid: z.number().int(), started: z.string() });
const runSchema = z.object({ url: z.string(), pid: z.number().int() });

export type RunFile = z.infer<typeof runSchema>;

/** When a process began, in the kernel's ticks, so that a later process with the same id is not taken for it. */
function startOf(pid: number): string {
  if (process.platform !== "linux" || !existsSync(`/proc/${pid}/stat`)) return "unknown";
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "unknown";
}

function readClaim(path: string): z.infer<typeof claimSchema> | undefined {
  try {
    return claimSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined; // gone, or left half-written by a machine that stopped
  }
}

/** The address of the instance that uses this state folder, while it runs. */
export function readRunFile(stateDir: string): RunFile | undefined {
  const path = join(stateDir, "run.json");
  if (!existsSync(path)) return undefined;
  const run = runSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  return run.success && isAlive(run.data.pid) ? run.data : undefined;
}

/** A state folder belongs to one launcher at a time. */
export interface Claim {
  /** Tells others (replay, a second start) where this instance answers. */
  publish(url: string): void;
  release(): void;
}

/** Takes the state folder, or says who has it. */
export function claimState(stateDir: string): { ok: true; claim: Claim } | { ok: false; pid: number } {
  const lock = join(stateDir, "launcher.json");
  const runFile = join(stateDir, "run.json");
  const content = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  for (;;) {
    try {
      writeFileSync(lock, content, { flag: "wx", mode: 0o600 });
      break;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const holder = readClaim(lock);
      if (holder && isAlive(holder.pid) && startOf(holder.pid) === holder.started)
        return { ok: false, pid: holder.pid };
      rmSync(lock, { force: true }); // its launcher was killed
    }
  }
  rmSync(runFile, { force: true });
  const publish = (url: string) => {
    writeFileSync(`${runFile}.new`, `${JSON.stringify({ url, pid: process.pid })}\n`, { mode: 0o644 });
    renameSync(`${runFile}.new`, runFile);
  };
  const release = () => {
    rmSync(runFile, { force: true });
    rmSync(lock, { force: true });
  };
  return { ok: true, claim: { publish, release } };
}
