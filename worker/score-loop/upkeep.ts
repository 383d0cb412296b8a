import { holdFence, renewAfterMs, type ScoringSession } from "../../server/event-log/lease.ts";
import { writeRollups } from "../../server/scoring/write-rollups.ts";
import type { RollupWindow } from "./rollup-window.ts";

/** What a loop does beside scoring, on the connection that it scores with: only while no transaction is open. */
export interface Upkeep {
  /** Writes the seconds that changed, once a second, and renews the lease when nothing else did. */
  run(): Promise<void>;
  /** A transaction has just committed, which renewed the lease. */
  renewed(): void;
  /** Writes all that is left to write. */
  finish(): Promise<void>;
}

const rollupMs = 1000;

export function createUpkeep(session: ScoringSession, rollups: RollupWindow): Upkeep {
  let rollupsAtMs = Date.now();
  let renewedAtMs = Date.now();

  async function write(): Promise<void> {
    const changed = rollups.takeChanged();
    if (changed.length === 0) return;
    await writeRollups(session, changed);
    renewedAtMs = Date.now();
  }

  return {
    async run() {
      const now = Date.now();
      if (now - rollupsAtMs >= rollupMs) {
        rollupsAtMs = now;
        await write();
      }
      if (now - renewedAtMs < renewAfterMs) return;
      await holdFence(session);
      renewedAtMs = Date.now();
    },
    renewed() {
      renewedAtMs = Date.now();
    },
    finish: write,
  };
}
