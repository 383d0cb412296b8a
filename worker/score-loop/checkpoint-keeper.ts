import type { Scorer } from "../../lib/pipeline/types.ts";
import type { CheckpointWriter } from "../../server/event-log/checkpoint.ts";
import { type CheckpointPace, isCheckpointDue } from "./checkpoint-pace.ts";
import type { LoopLog } from "./loop-log.ts";

export interface CheckpointKeeper {
  /** Called when a transaction has begun that brings the log to the scorer's position; stores the state if it is due. */
  after(committed: Promise<void>): void;
  /** Stores the state as it is, for a quick start after a planned stop. Everything scored must be committed. */
  last(): Promise<void>;
  /** Waits for what is being stored. */
  settled(): Promise<void>;
}

/** Copies the state at once, because the scorer goes on; compresses and stores it beside the scoring. */
export function createCheckpointKeeper(writer: CheckpointWriter, scorer: Scorer, log: LoopLog): CheckpointKeeper {
  let pace: CheckpointPace = { offset: scorer.position, atMs: Date.now(), costMs: 0 };
  let saving: Promise<void> | null = null;

  async function save(offset: number, parts: readonly Uint8Array[], copyMs: number): Promise<void> {
    const { bytes, costMs } = await writer.save({ offset, parts });
    pace = { offset, atMs: Date.now(), costMs: copyMs + costMs };
    log.info({ offset, bytes, ms: Math.round(pace.costMs) }, "checkpoint");
  }

  function begin(committed: Promise<void>): Promise<void> {
    const startedMs = performance.now();
    const offset = scorer.position;
    const parts = scorer.checkpoint();
    const copyMs = performance.now() - startedMs;
    return committed
      .then(() => save(offset, parts, copyMs))
      .catch((error: unknown) => {
        // Scoring goes on: without this checkpoint a restart only takes longer.
        pace = { ...pace, atMs: Date.now() };
        log.warn({ offset, err: error }, "no checkpoint");
      })
      .finally(() => {
        saving = null;
      });
  }

  return {
    after(committed) {
      if (saving === null && isCheckpointDue(pace, { offset: scorer.position, atMs: Date.now() })) {
        saving = begin(committed);
      }
    },
    async last() {
      if (saving !== null) await saving;
      if (scorer.position > pace.offset) await begin(Promise.resolve());
    },
    async settled() {
      if (saving !== null) await saving;
    },
  };
}
