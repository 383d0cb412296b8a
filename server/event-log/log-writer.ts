import type { DedicatedConnection } from "../db/dedicated.ts";
import { LogClosedError, LogUnavailableError, nextStepAfter } from "./append-errors.ts";
import { answerOf, countIntake, type OpenJob } from "./append-job.ts";
import { sendAppend } from "./append-statement.ts";
import { eachRecordId } from "./block-bytes.ts";
import { acceptedRows, type BuiltBlock, createBlockMaker, digestOf } from "./build-blocks.ts";
import { catchUp } from "./catch-up.ts";
import { createIdSet } from "./id-set.ts";
import { insertBlocks } from "./insert-blocks.ts";
import { markDuplicates } from "./mark-duplicates.ts";
import { createPartitionKeeper } from "./partitions.ts";
import { dayMs, dayOf, type RecentIds, windowDays } from "./recent-ids.ts";

export interface LogWriterOptions {
  readonly stream: number;
  readonly connection: DedicatedConnection;
  readonly recentIds: RecentIds;
  readonly now: () => number;
  /** Waits before the append is tried again; an outage longer than all of them is reported. */
  readonly pause: (ms: number) => Promise<void>;
}

/** What is being written, through all attempts. */
interface Gather {
  readonly jobs: readonly OpenJob[];
  readonly appendedMs: number;
  blocks: readonly BuiltBlock[];
  /** The database refused the data as a whole: look for the guilty record. */
  bisect: boolean;
  /** Blocks that were sent and never answered for; their append may yet have committed. */
  readonly unanswered: Set<string>;
}

const pausesMs = [20, 50, 100, 200, 400, 800, 1_500] as const;

/** Writes one stream's log from this process, one gather after the other. */
export class LogWriter {
  readonly #options: LogWriterOptions;
  readonly #ensureDay: (day: number) => Promise<void>;
  readonly #maker = createBlockMaker();
  readonly #gathered = createIdSet(8_192);
  #head = 0;
  /** An append failed without an answer: the head must be asked for before the next. */
  #unsure = false;

  constructor(options: LogWriterOptions) {
    this.#options = options;
    this.#ensureDay = createPartitionKeeper(options.connection, options.stream);
  }

  /** Next offset of the log, as this process knows it. */
  get head(): number {
    return this.#head;
  }

  /** Loads the record ids of the window. */
  async open(): Promise<void> {
    const { stream, connection, recentIds, now } = this.#options;
    const sinceMs = (dayOf(now()) - windowDays) * dayMs;
    const { head } = await catchUp(connection, { stream, from: 0, sinceMs, recentIds, unanswered: new Set() });
    this.#head = head;
  }

  /** The stream may have begun anew: what is known of it is read again in the next append. */
  forget(): void {
    this.#options.recentIds.clear();
    this.#head = 0;
    this.#unsure = true;
  }

  /** Appends all jobs together. When it resolves, their outcomes are final and committed; else nothing is known. */
  async write(jobs: readonly OpenJob[]): Promise<void> {
    const { recentIds, now } = this.#options;
    const gather: Gather = { jobs, appendedMs: now(), blocks: [], bisect: false, unanswered: new Set() };
    recentIds.expire(gather.appendedMs);
    markDuplicates(jobs, recentIds, this.#gathered);
    await this.#build(gather);
    for (let failures = 0; ; failures += 1) {
      try {
        return await this.#attempt(gather, failures === 0);
      } catch (error) {
        await this.#recover(gather, error, failures);
      }
    }
  }

  async #build(gather: Gather): Promise<void> {
    gather.blocks = await this.#maker.build(acceptedRows(gather.jobs), gather.appendedMs);
  }

  async #attempt(gather: Gather, isFirst: boolean): Promise<void> {
    await this.#ensureDay(dayOf(gather.appendedMs));
    const simple = isFirst && !this.#unsure && gather.blocks.length <= 1;
    if (!simple || !(await this.#appendAtOnce(gather))) await this.#appendLocked(gather);
    this.#unsure = false;
  }

  /** Prepares the next attempt, or throws if there is to be none. */
  async #recover(gather: Gather, error: unknown, failures: number): Promise<void> {
    const pauseMs = pausesMs[failures];
    const state = { bisecting: gather.bisect, hasBlock: gather.blocks.length > 0, attemptsLeft: pauseMs !== undefined };
    const step = nextStepAfter(error, state);
    if (step === "fail") throw error;
    if (step === "bisect") {
      gather.bisect = true;
      return;
    }
    this.#unsure = true;
    if (step === "unavailable") throw new LogUnavailableError("The database is away.", { cause: error });
    for (const block of gather.blocks) gather.unanswered.add(digestOf(block));
    await this.#options.pause(pauseMs ?? 0);
  }

  /** The usual way: one statement, if nobody else appended in the meantime. */
  async #appendAtOnce(gather: Gather): Promise<boolean> {
    const { stream, connection } = this.#options;
    const { jobs, appendedMs, blocks } = gather;
    const parts = { intake: countIntake(jobs), answers: storedAnswers(jobs) };
    const block = blocks[0] ?? null;
    const first = await sendAppend(connection, { stream, expected: this.#head, appendedMs, block, ...parts });
    if (first === null) return false;
    this.#remember(gather);
    return true;
  }

  /** The sure way: holds the counter while it takes in what others appended, decides again, and appends. */
  async #appendLocked(gather: Gather): Promise<void> {
    const { stream, connection, recentIds } = this.#options;
    const { jobs, appendedMs, unanswered, bisect } = gather;
    const isNew = await connection.transaction(async (db) => {
      const { rows } = await db.query<{ closed: boolean }>({
        text: "SELECT closed FROM log_head WHERE stream = $1 FOR UPDATE",
        values: [stream],
      });
      if (rows[0]?.closed === true) throw new LogClosedError();
      const caught = await catchUp(db, { stream, from: this.#head, sinceMs: 0, recentIds, unanswered });
      this.#head = caught.head;
      if (caught.found) return false;
      if (markDuplicates(jobs, recentIds, this.#gathered) || bisect) await this.#build(gather);
      const target = { db, stream, expected: caught.head, appendedMs, bisect, build: this.#maker.build };
      // Kept before the commit: if its answer is lost, these are the blocks to look for.
      gather.blocks = await insertBlocks(target, gather.blocks);
      const expected = caught.head + rowsIn(gather.blocks);
      const parts = { intake: countIntake(jobs), answers: storedAnswers(jobs) };
      await sendAppend(db, { stream, expected, appendedMs, block: null, ...parts });
      return true;
    });
    if (isNew) this.#remember(gather);
  }

  #remember({ blocks, appendedMs }: Gather): void {
    const { recentIds } = this.#options;
    for (const { recordIds } of blocks) eachRecordId(recordIds, (high, low) => recentIds.add(high, low, appendedMs));
    this.#head += rowsIn(blocks);
  }
}

function rowsIn(blocks: readonly BuiltBlock[]): number {
  return blocks.reduce((sum, { rows }) => sum + rows.length, 0);
}

function storedAnswers(jobs: readonly OpenJob[]) {
  return jobs.flatMap((open) =>
    open.job.receipt === null ? [] : [{ receipt: open.job.receipt, answer: answerOf(open) }],
  );
}
