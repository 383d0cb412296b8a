import { setTimeout as pause } from "node:timers/promises";
import { putKeyOnRecord } from "../../server/audit/put-key-on-record.ts";
import { sealEntries } from "../../server/audit/seal-entries.ts";
import type { SigningKey } from "../../server/audit/signing-key.ts";
import type { Pool } from "../../server/db/pg.ts";
import type { LoopLog } from "../score-loop/loop-log.ts";

interface SealingContext {
  readonly pool: Pool;
  readonly key: SigningKey;
  readonly log: LoopLog;
}

/** Nothing that was done stays unsealed for longer, while the database answers. */
const everyMs = 1_000;

/**
 * Seals the audit record each second until the signal comes. Any number of workers may do so: a lock lets one at a time
 * through, and the database refuses a second seal.
 */
export async function keepSealing({ pool, key, log }: SealingContext, signal: AbortSignal): Promise<void> {
  let keyIsKnown = false;
  let failing = false;
  while (!signal.aborted) {
    try {
      if (!keyIsKnown) {
        const isNew = await putKeyOnRecord(pool, key);
        if (isNew) log.info({ keyId: key.id }, "a new key signs the audit record");
        keyIsKnown = true;
      }
      const sealed = await sealEntries(pool, key, () => new Date());
      failing = false;
      if (sealed?.more) continue;
    } catch (error) {
      // Said once: the database may be away for long, and nothing is lost meanwhile.
      if (!failing && !signal.aborted) log.warn({ err: error }, "the audit record could not be sealed; trying on");
      failing = true;
    }
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
