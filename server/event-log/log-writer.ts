import type { DedicatedConnection } from "../db/dedicated.ts";
import type { Queryable } from "../db/pg.ts";
import { isDataRefused, isOutage, isReceiptClash, LogUnavailableError } from "./append-errors.ts";
import { answerOf, countIntake, type OpenJob } from "./append-job.ts";
import { sendAppend } from "./append-statement.ts";
import { eachRecordId } from "./block-bytes.ts";
import { acceptedRows, type BuiltBlock, createBlockMaker, digestOf } from "./build-blocks.ts";
import { createIdSet } from "./id-set.ts";
import { insertBlocks } from "./insert-blocks.ts";
import { markDuplicates } from "./mark-duplicates.ts";
import { createPartitionKeeper } from "./partitions.ts";
import { readRecordIds } from "./read-record-ids.ts";
import { dayMs, dayOf, type RecentIds, windowDays } from "./recent-ids.ts";

export interface LogWriterOptions {
  readonly stream: number;
  readonly connection: DedicatedConnection;
  readonly recentIds: RecentIds;
  readonly now: () => number;
  /** Waits before the append is tried again; an outage longer than all of them is reported. */
  readonly pause: (ms: number) => Promise<void>;
}

export interface LogWriter {
  /** Next offset of the log, as this process knows it. */
  readonly head: number;
  /** Loads the record ids of the window. */
  open(): Promise<void>;
  /** Appends all jobs together. When it resolves, their outcomes are final and committed; else nothing is known. */
  write(jobs: readonly OpenJob[]): Promise<void>;
}

/** What is being written, through all attempts. */
interface Gather {
  readonly jobs: readonly OpenJob[];
  readonly appendedMs: number;
  blocks: BuiltBlock[];
  /** The database refused the data as a whole: look for the guilty record. */
  bisect: boolean;
  /** Blocks that were sent and never answered for; their append may yet have committed. */
  readonly unanswered: Set<string>;
}

const pausesMs = [20, 50, 100, 200, 400, 800, 1_500] as const;

/** Writes one stream's log from this process, one gather after the other. */
export function createLogWriter(options: LogWriterOptions): LogWriter {
  const { stream, connection, recentIds, now } = options;
  const ensureDay = createPartitionKeeper(connection, stream);
  const maker = createBlockMaker();
  const gathered = createIdSet(8_192);
  let head = 0;
  /** An append failed without an answer: the head must be asked for before the next. */
  let unsure = false;

  /** Takes in what was appended since `head`. Returns true if it holds one of our unanswered blocks. */
  async function catchUp(db: Queryable, sinceMs: number, unanswered: ReadonlySet<string>): Promise<boolean> {
    let found = false;
    for (let from = head; ; ) {
      const query = { stream, from, receivedSince: new Date(sinceMs), withDigest: unanswered.size > 0 };
      const page = await readRecordIds(db, query);
      for (const block of page.blocks) {
        eachRecordId(block.recordIds, (high, low) => recentIds.add(high, low, block.receivedMs));
        if (unanswered.has(block.digest)) found = true;
      }
      from = page.until;
      head = page.until;
      if (page.until >= page.head) return found;
    }
  }

  function answersOf(jobs: readonly OpenJob[]) {
    return jobs.flatMap((open) => (open.job.receipt === null ? [] : [{ receipt: open.job.receipt, answer: answerOf(open) }]));
  }

  function remember(blocks: readonly BuiltBlock[], appendedMs: number): void {
    for (const { recordIds, rows } of blocks) {
      eachRecordId(recordIds, (high, low) => recentIds.add(high, low, appendedMs));
      head += rows.length;
    }
  }

  async function build(gather: Gather): Promise<void> {
    gather.blocks = await maker.build(acceptedRows(gather.jobs), gather.appendedMs);
  }

  /** The usual way: one statement, if nobody else appended in the meantime. */
  async function appendAtOnce(gather: Gather): Promise<boolean> {
    const { jobs, appendedMs, blocks } = gather;
    const [block = null] = blocks;
    const parts = { intake: countIntake(jobs), answers: answersOf(jobs) };
    const first = await sendAppend(connection, { stream, expected: head, appendedMs, block, ...parts });
    if (first === null) return false;
    remember(blocks, appendedMs);
    return true;
  }

  /** The sure way: holds the counter while it takes in what others appended, decides again, and appends. */
  async function appendLocked(gather: Gather): Promise<void> {
    const { jobs, appendedMs } = gather;
    const isNew = await connection.transaction(async (db) => {
      await db.query({ text: "SELECT next FROM log_head WHERE stream = $1 FOR UPDATE", values: [stream] });
      if (await catchUp(db, 0, gather.unanswered)) return false;
      if (markDuplicates(jobs, recentIds, gathered) || gather.bisect) await build(gather);
      const target = { db, stream, expected: head, appendedMs, bisect: gather.bisect, build: maker.build };
      // Kept before the commit: if its answer is lost, these are the blocks to look for.
      gather.blocks = await insertBlocks(target, gather.blocks);
      const expected = head + gather.blocks.reduce((sum, { rows }) => sum + rows.length, 0);
      const parts = { intake: countIntake(jobs), answers: answersOf(jobs) };
      await sendAppend(db, { stream, expected, appendedMs, block: null, ...parts });
      return true;
    });
    if (isNew) remember(gather.blocks, appendedMs);
  }

  async function attempt(gather: Gather, isFirst: boolean): Promise<void> {
    await ensureDay(dayOf(gather.appendedMs));
    const simple = isFirst && !unsure && gather.blocks.length <= 1;
    if (!simple || !(await appendAtOnce(gather))) await appendLocked(gather);
    unsure = false;
  }

  /** Decides what a failed attempt means for the next; throws if there is to be none. */
  async function afterFailure(gather: Gather, error: unknown, failures: number): Promise<void> {
    if (isReceiptClash(error)) throw error;
    if (isDataRefused(error) && !gather.bisect) {
      gather.bisect = true;
      return;
    }
    if (!isOutage(error)) throw error;
    unsure = true;
    for (const block of gather.blocks) gather.unanswered.add(digestOf(block));
    const pauseMs = pausesMs[failures];
    // Without a block there is nothing to recognise a late commit by: the sender is told to ask again.
    if (pauseMs === undefined || gather.blocks.length === 0) {
      throw new LogUnavailableError("The database is away.", { cause: error });
    }
    await options.pause(pauseMs);
  }

  return {
    get head() {
      return head;
    },
    async open() {
      await catchUp(connection, (dayOf(now()) - windowDays) * dayMs, new Set());
    },
    async write(jobs) {
      const gather: Gather = { jobs, appendedMs: now(), blocks: [], bisect: false, unanswered: new Set() };
      recentIds.expire(gather.appendedMs);
      markDuplicates(jobs, recentIds, gathered);
      await build(gather);
      for (let failures = 0; ; failures += 1) {
        try {
          return await attempt(gather, failures === 0);
        } catch (error) {
          await afterFailure(gather, error, failures);
        }
      }
    },
  };
}
