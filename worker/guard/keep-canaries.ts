import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { featureCount } from "../../lib/features/feature-table.ts";
import type { Pool } from "../../server/db/pg.ts";
import { placeCanaries, streamsWithoutCanaries } from "../../server/thresholds/place-canaries.ts";
import type { LoopLog } from "../score-loop/loop-log.ts";
import { openWorker } from "../training/open-worker.ts";

interface Keeping {
  readonly pool: Pool;
  /** The thread's entry, beside that of the process. */
  readonly threadFile: URL;
  readonly log: LoopLog;
}

const everyMs = 5_000;

/** Known attacks as the thread plays them; throws where it breaks. */
async function play(threadFile: URL, signal: AbortSignal): Promise<unknown> {
  const worker = openWorker(threadFile, { name: "canaries", execArgv: [] });
  try {
    const [families] = await once(worker, "message", { signal });
    return families;
  } finally {
    await worker.terminate();
  }
}

/** Gives each guard that has begun the known attacks it watches, once; until the signal comes. */
export async function keepCanaries({ pool, threadFile, log }: Keeping, signal: AbortSignal): Promise<void> {
  let families: unknown = null;
  while (!signal.aborted) {
    try {
      for (const stream of await streamsWithoutCanaries(pool, featureCount)) {
        families ??= await play(threadFile, signal);
        await placeCanaries(pool, { stream, families, features: featureCount });
        log.info({ stream }, "known attacks placed");
      }
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, "no known attacks for the guard; trying again");
    }
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
