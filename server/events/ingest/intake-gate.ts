import type { Pool } from "../../db/pg.ts";
import { AppError } from "../../http/app-error.ts";
import { type DiskUse, fullReason, measureDisk } from "./disk-guard.ts";
import { ingestLimits } from "./ingest-limits.ts";

interface StreamState {
  readonly head: number;
  readonly position: number;
  readonly hasPolicy: boolean;
}

interface GateOptions {
  readonly pool: Pool;
  readonly stateDir: string;
  readonly retentionBytes: number;
  readonly now: () => number;
  /** Head of the stream's log as the appender knows it, newer than what was read. */
  readonly headOf: (stream: number) => number;
}

const refreshMs = 250;
const diskMs = 10_000;
/** A state that old says nothing: the database hangs. */
const staleMs = 5_000;

async function readStreams(pool: Pool): Promise<Map<number, StreamState>> {
  const { rows } = await pool.query<{ stream: number; next: string; position: string; has_policy: boolean }>({
    text: `SELECT h.stream, h.next, p.position, EXISTS (SELECT FROM policy WHERE policy.stream = h.stream) AS has_policy
      FROM log_head h JOIN log_position p USING (stream)`,
  });
  return new Map(
    rows.map((row) => [
      row.stream,
      { head: Number(row.next), position: Number(row.position), hasPolicy: row.has_policy },
    ]),
  );
}

/** Decides whether events are taken in at all. */
export class IntakeGate {
  readonly #options: GateOptions;
  readonly #timer: NodeJS.Timeout;
  #streams = new Map<number, StreamState>();
  #disk: DiskUse = { disk: 0, retention: 0 };
  #diskReadMs = Number.NEGATIVE_INFINITY;
  #readMs = Number.NEGATIVE_INFINITY;
  #refreshing: Promise<void> | null = null;
  #waiting: (() => void)[] = [];
  #closed = false;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.refresh(), refreshMs);
    this.#timer.unref();
  }

  /** Looks again; called by a timer. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#look().finally(() => {
      this.#refreshing = null;
      for (const wake of this.#waiting.splice(0)) wake();
    });
    return this.#refreshing;
  }

  async #look(): Promise<void> {
    const { pool, now } = this.#options;
    try {
      this.#streams = await readStreams(pool);
      if (now() - this.#diskReadMs >= diskMs) {
        this.#disk = await measureDisk(pool, this.#options);
        this.#diskReadMs = now();
      }
      this.#readMs = now();
    } catch {
      // Why does not matter here: whoever asks is told that the database is away, and the next look may find it back.
      this.#readMs = Number.NEGATIVE_INFINITY;
    }
  }

  /** What stands against taking events in, in words; null if nothing does. */
  reason(stream: number): string | null {
    if (this.#closed) return "This process is stopping.";
    if (this.#options.now() - this.#readMs > staleMs) return "The database does not answer.";
    if (this.#streams.get(stream)?.hasPolicy !== true) return "The stream has no policy yet.";
    return fullReason(this.#disk);
  }

  #backlog(stream: number): number {
    const state = this.#streams.get(stream);
    if (state === undefined) return 0;
    return Math.max(state.head, this.#options.headOf(stream)) - state.position;
  }

  /** Resolves when the stream has room; throws `unavailable` where it will not have any soon. */
  async enter(stream: number): Promise<void> {
    if (this.#readMs === Number.NEGATIVE_INFINITY) await this.refresh();
    const untilMs = this.#options.now() + ingestLimits.holdMs;
    for (;;) {
      const detail = this.reason(stream);
      if (detail !== null)
        throw new AppError("unavailable", { detail: `${detail} Nothing was taken in.`, retryAfterSeconds: 5 });
      const backlog = this.#backlog(stream);
      if (backlog <= ingestLimits.backlogEvents) return;
      if (this.#options.now() >= untilMs) {
        throw new AppError("unavailable", {
          detail: `${backlog} events wait to be scored. Nothing was taken in.`,
          retryAfterSeconds: 2,
        });
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
