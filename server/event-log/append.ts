import { setTimeout as pause } from "node:timers/promises";
import { createDedicatedConnection } from "../db/dedicated.ts";
import type { Queryable } from "../db/pg.ts";
import { IdempotencyConflictError, isReceiptClash, LogUnavailableError } from "./append-errors.ts";
import { type AppendJob, type AppendResult, answerOf, type OpenJob } from "./append-job.ts";
import { maxBlockEvents } from "./build-blocks.ts";
import { findReceipt } from "./find-receipt.ts";
import { LogWriter } from "./log-writer.ts";
import { createRecentIds, type RecentIdsHealth } from "./recent-ids.ts";

export interface AppenderOptions {
  /** A direct connection: statements are prepared once. */
  readonly url: string;
  readonly stream: number;
  /** Record ids held in memory for deduplication; beyond it the oldest go first. */
  readonly maxIds?: number;
  readonly now?: () => number;
}

export interface Appender {
  /** Resolves when the job's records are committed. Rejects with LogUnavailableError or IdempotencyConflictError. */
  append(job: AppendJob): Promise<AppendResult>;
  /** Next offset of the log, as this process knows it. */
  readonly head: number;
  /** What is being appended or waits for it. */
  readonly pending: { readonly events: number; readonly bytes: number };
  recentIds(): RecentIdsHealth;
  /** Loads the record ids of the window; the first append does it otherwise. */
  open(): Promise<void>;
  /** The stream may have begun anew: head and record ids are read again in the next append. */
  forget(): void;
  /** Waits for what is under way and refuses what comes after. */
  close(): Promise<void>;
}

const maxGatherBytes = 8 * 1024 * 1024;

/** Takes jobs from the front: at most a block's worth, and one job at least however large it is. */
function takeGather(queue: OpenJob[]): OpenJob[] {
  let events = 0;
  let bytes = 0;
  let count = 0;
  for (const { job } of queue) {
    events += job.records.length;
    bytes += job.body.length;
    if (count > 0 && (events > maxBlockEvents || bytes > maxGatherBytes)) break;
    count += 1;
  }
  return queue.splice(0, count);
}

/** Answers the jobs whose key another process has answered meanwhile; returns the others. */
async function settleReplayed(db: Queryable, stream: number, jobs: readonly OpenJob[]): Promise<OpenJob[]> {
  const others: OpenJob[] = [];
  for (const open of jobs) {
    const found = open.job.receipt && (await findReceipt(db, stream, open.job.receipt));
    if (found === null) others.push(open);
    else if (found.sameBody) open.resolve({ answer: found.answer, replayed: true });
    else open.reject(new IdempotencyConflictError());
  }
  return others;
}

/** The one writer of a stream's log in this process: while an append is in flight, requests gather for the next. */
export function createAppender(options: AppenderOptions): Appender {
  const now = options.now ?? Date.now;
  const recentIds = createRecentIds(options.maxIds === undefined ? {} : { maxIds: options.maxIds });
  const connection = createDedicatedConnection({ url: options.url, name: "tideline append", queryTimeoutMs: 20_000 });
  const writer = new LogWriter({ stream: options.stream, connection, recentIds, now, pause: (ms) => pause(ms) });
  const queue: OpenJob[] = [];
  const pending = { events: 0, bytes: 0 };
  let opened: Promise<void> | null = null;
  let running: Promise<void> | null = null;
  let closed = false;

  function open(): Promise<void> {
    opened ??= writer.open().catch((error: unknown) => {
      opened = null;
      throw new LogUnavailableError("The database is away.", { cause: error });
    });
    return opened;
  }

  async function write(jobs: readonly OpenJob[]): Promise<void> {
    try {
      await writer.write(jobs);
      for (const open of jobs) open.resolve({ answer: answerOf(open), replayed: false });
    } catch (error) {
      await writeAfter(error, jobs);
    }
  }

  async function writeAfter(error: unknown, jobs: readonly OpenJob[]): Promise<void> {
    if (isReceiptClash(error)) {
      const others = await settleReplayed(connection, options.stream, jobs);
      if (others.length === jobs.length) throw error;
      return others.length === 0 ? undefined : write(others);
    }
    if (error instanceof LogUnavailableError || jobs.length === 1) throw error;
    // What is wrong with one request must not fail its neighbours.
    for (const open of jobs) await write([open]).catch(open.reject);
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const jobs = takeGather(queue);
      try {
        await open();
        await write(jobs);
      } catch (error) {
        for (const { reject } of jobs) reject(error);
      }
      for (const { job } of jobs) {
        pending.events -= job.records.length;
        pending.bytes -= job.body.length;
      }
    }
    running = null;
  }

  return {
    append(job) {
      if (closed) return Promise.reject(new LogUnavailableError("This process is stopping."));
      pending.events += job.records.length;
      pending.bytes += job.body.length;
      return new Promise((resolve, reject) => {
        queue.push({ job, refusedByDatabase: [], resolve, reject });
        running ??= run();
      });
    },
    get head() {
      return writer.head;
    },
    pending,
    recentIds: () => recentIds.health(now()),
    open,
    forget: () => writer.forget(),
    async close() {
      closed = true;
      await running;
      await connection.close();
    },
  };
}
