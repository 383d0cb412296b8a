import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";

/** Niceness of a thread that trains: it takes what scoring and the dashboard leave. */
const niceness = 10;

/**
 * Lets the calling thread give way to all others. Linux counts niceness by thread, and names the caller's in /proc; where
 * there is no such place the thread runs as any other, which costs scoring some latency and nothing else.
 */
export function giveWay(): void {
  try {
    const thread = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
    setPriority(thread, niceness);
  } catch {
    // No /proc, or not permitted.
  }
}
