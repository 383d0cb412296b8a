import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Linux only: times and memory of processes as /proc states them. */
export interface Usage {
  /** User and system time since the process began. */
  readonly cpuSeconds: number;
  /** Memory of its own: what it shares with others or with a file on disk does not count. */
  readonly anonymousMb: number;
}

const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
/** Places after the program's name, which may hold spaces: state is the first. */
const statPlaces = { parent: 1, user: 11, system: 12 } as const;

function readStat(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function anonymousMb(pid: number): number {
  try {
    const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function usageOf(pid: number): Usage {
  const stat = readStat(pid);
  const ticks = Number(stat?.[statPlaces.user] ?? 0) + Number(stat?.[statPlaces.system] ?? 0);
  return { cpuSeconds: ticks / ticksPerSecond, anonymousMb: anonymousMb(pid) };
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => Number(readStat(pid)?.[statPlaces.parent]) === parent);
}

/** What a process and its children use by now. Time of a child that ended is lost: backends here live long. */
export function usageOfFamily(pid: number): Usage {
  const members = [pid, ...childrenOf(pid)].map(usageOf);
  return {
    cpuSeconds: members.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    anonymousMb: members.reduce((sum, { anonymousMb: own }) => sum + own, 0),
  };
}
