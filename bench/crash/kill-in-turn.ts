import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "../../server/db/pg.ts";
import type { Inside } from "../support/inside.ts";

export const victims = ["worker", "web", "postmaster", "backend"] as const;
export type Victim = (typeof victims)[number];

export interface Kill {
  readonly victim: Victim;
  /** From the kill until more was scored than before it. */
  readonly resumedMs: number;
}

interface Killing {
  readonly inside: Inside;
  /** Reads how far scoring is; may fail while the server is away. */
  readonly pool: Pool;
  /** Kills of each kind. */
  readonly rounds: number;
  readonly random: () => number;
  readonly log: (line: string) => void;
}

const longestOutageMs = 120_000;

async function positionOf(pool: Pool): Promise<number | null> {
  const answer = await pool.query("SELECT position FROM log_position WHERE stream = 1").catch(() => null);
  return answer === null ? null : Number(answer.rows[0]?.position);
}

/** A session of Tideline's, by chance the one that appends, reads, scores or runs a job. */
async function anyBackend(pool: Pool, random: () => number): Promise<number | null> {
  const sql = `SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'tideline%' AND datname = current_database()`;
  const { rows } = await pool.query<{ pid: number }>(sql);
  return rows[Math.floor(random() * rows.length)]?.pid ?? null;
}

async function pick({ inside, pool, random }: Killing, victim: Victim): Promise<number | null> {
  switch (victim) {
    case "worker":
      return inside.part("worker");
    case "web":
      return inside.part("web");
    case "postmaster":
      return inside.postmaster();
    case "backend":
      return anyBackend(pool, random).catch(() => null);
  }
}

function killNow(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false; // it ended by itself a moment ago
  }
}

async function untilBeyond(pool: Pool, position: number): Promise<number> {
  const startedMs = performance.now();
  for (;;) {
    const now = await positionOf(pool);
    const tookMs = performance.now() - startedMs;
    if (now !== null && now > position) return tookMs;
    if (tookMs > longestOutageMs) throw new Error("Scoring did not go on within two minutes of a kill.");
    await pause(20);
  }
}

async function killOne(killing: Killing, victim: Victim): Promise<Kill> {
  for (;;) {
    await pause(200 + killing.random() * 1_300);
    const pid = await pick(killing, victim);
    const before = await positionOf(killing.pool);
    if (pid === null || before === null || !killNow(pid)) continue;
    // What was under way may still commit; beyond it, somebody has taken the work up again.
    const settled = victim === "worker" ? await afterwards(killing.pool, before) : before;
    const resumedMs = await untilBeyond(killing.pool, settled);
    killing.log(`${victim} (${pid}) killed at ${before}, scoring again after ${Math.round(resumedMs)} ms`);
    return { victim, resumedMs };
  }
}

async function afterwards(pool: Pool, before: number): Promise<number> {
  await pause(20);
  return (await positionOf(pool)) ?? before;
}

/** Kills each kind in turn, each time only when scoring has gone on since the last. */
export async function killInTurn(killing: Killing): Promise<Kill[]> {
  const kills: Kill[] = [];
  for (let round = 0; round < killing.rounds; round += 1) {
    for (const victim of victims) kills.push(await killOne(killing, victim));
  }
  return kills;
}
