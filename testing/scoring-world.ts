import { setTimeout as pause } from "node:timers/promises";
import { createScorer, restoreScorer } from "../lib/pipeline/scorer.ts";
import { listen } from "../server/db/listen.ts";
import { createPool, type Pool } from "../server/db/pg.ts";
import { type Appender, createAppender } from "../server/event-log/append.ts";
import { keepScoring } from "../worker/score-loop/keep-scoring.ts";
import type { LoopLog } from "../worker/score-loop/loop-log.ts";
import { createWake, type Wake } from "../worker/score-loop/wake.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

/** Polls until `read` gives something other than null; the condition is real, the deadline generous. */
export async function eventually<T>(read: () => Promise<T | null>, deadlineMs = 25_000): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const found = await read();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error("It did not come true in time.");
    await pause(10);
  }
}

const realScorers = {
  create: () => createScorer(),
  restore: (parts: readonly Uint8Array[]) => restoreScorer(parts),
};

export interface RunningLoop {
  readonly wake: Wake;
  readonly lines: string[];
  stop(): Promise<void>;
}

/** A stream's loop as the worker runs it, with its own listener. */
export function startLoop(url: string, stream = 1, scorers = realScorers): RunningLoop {
  const wake = createWake();
  const stopping = new AbortController();
  const lines: string[] = [];
  const note = (details: object, message: string) => void lines.push(`${message} ${describe(details)}`);
  const log: LoopLog = { info: note, warn: note, error: note };
  const listener = listen({
    url,
    name: "test worker",
    channels: ["tideline_log", "tideline_policy"],
    onNotify: (channel) => wake.ring(channel === "tideline_policy" ? "policy" : "log"),
    onConnect: () => wake.ring("policy"),
  });
  const done = keepScoring({ url, stream, owner: "test", scorers, wake, log }, stopping.signal);
  return {
    wake,
    lines,
    async stop() {
      stopping.abort();
      await done;
      await listener.close();
    },
  };
}

function describe(details: object): string {
  return JSON.stringify(details, (_, value: unknown) => (value instanceof Error ? value.message : value));
}

/** A database with an appender of stream 1 and what tests look into it with. */
export interface ScoringWorld {
  readonly database: TestDatabase;
  readonly pool: Pool;
  readonly appender: Appender;
  position(): Promise<number>;
  /** Of all event rows of stream 1, to the byte. */
  digestOfEvents(): Promise<string>;
  /** Waits until everything that was appended is scored. */
  scored(): Promise<void>;
  close(): Promise<void>;
}

export async function createScoringWorld(): Promise<ScoringWorld> {
  const database = await createTestDatabase();
  const pool = createPool({ url: database.superuserUrl, name: "test", max: 4 });
  const appender = createAppender({ url: database.url, stream: 1 });
  async function position(): Promise<number> {
    const { rows } = await pool.query("SELECT position FROM log_position WHERE stream = 1");
    return Number(rows[0]?.position);
  }
  return {
    database,
    pool,
    appender,
    position,
    async digestOfEvents() {
      const { rows } = await pool.query(
        "SELECT encode(sha256(string_agg(record_send(e), ''::bytea ORDER BY id)), 'hex') AS digest FROM event e WHERE stream = 1",
      );
      return String(rows[0]?.digest);
    },
    async scored() {
      await eventually(async () => ((await position()) === appender.head ? true : null));
    },
    async close() {
      await appender.close();
      await pool.end();
      await database.drop();
    },
  };
}
