import { holdFence, renewAfterMs, type ScoringSession } from "../../server/event-log/lease.ts";
import { writeParts } from "../../server/scoring/write-parts.ts";
import { writeRollups } from "../../server/scoring/write-rollups.ts";
import type { PartWindow } from "./part-window.ts";
import type { RollupWindow } from "./rollup-window.ts";

/** What a loop does beside scoring, on the connection that it scores with: only while no transaction is open. */
export interface Upkeep {
  /** Writes the seconds that changed once a second, the parts every five, and renews the lease when nothing else did. */
  run(): Promise<void>;
  /** A transaction has just committed, which renewed the lease. */
  renewed(): void;
  /** Writes all that is left to write. */
  finish(): Promise<void>;
}

const rollupMs = 1000;
const partsMs = 5000;

interface Windows {
  readonly rollups: RollupWindow;
  readonly parts: PartWindow;
}

export function createUpkeep(session: ScoringSession, { rollups, parts }: Windows): Upkeep {
  let rollupsAtMs = Date.now();
  let partsAtMs = Date.now();
  let renewedAtMs = Date.now();

  async function write(): Promise<void> {
    const changed = rollups.takeChanged();
    if (changed.length === 0) return;
    await writeRollups(session, changed);
    renewedAtMs = Date.now();
  }

  async function writeChangedParts(): Promise<void> {
    const buckets = parts.takeChanged();
    if (buckets.length === 0) return;
    await writeParts(session, { buckets, countedTo: parts.countedTo });
    renewedAtMs = Date.now();
  }

  return {
    async run() {
      const now = Date.now();
      if (now - rollupsAtMs >= rollupMs) {
        rollupsAtMs = now;
        await write();
      }
      if (now - partsAtMs >= partsMs) {
        partsAtMs = now;
        await writeChangedParts();
      }
      if (now - renewedAtMs < renewAfterMs) return;
      await holdFence(session);
      renewedAtMs = Date.now();
    },
    renewed() {
      renewedAtMs = Date.now();
    },
    async finish() {
      await write();
      await writeChangedParts();
    },
  };
}
