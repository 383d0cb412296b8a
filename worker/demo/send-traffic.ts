import { setTimeout as sleep } from "node:timers/promises";
import type { Traffic } from "../../lib/simulation/traffic.ts";
import { deliverBatch, type IngestTarget } from "./deliver-batch.ts";
import { followLab } from "./follow-lab.ts";
import { makeBatches } from "./make-batches.ts";

/** The part of a logger that is used here. */
export interface DemoLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface SendOptions {
  readonly traffic: Traffic;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly log: DemoLog;
  /** Names this run in the keys of its batches. */
  readonly run: string;
  /** Finds the server again, after a restart with another key. */
  findTarget(): Promise<IngestTarget | null>;
}

const everyMs = 250;
/** After a longer absence (a laptop that slept) the time between is left out rather than poured in. */
const longestBacklogMs = 120_000;
const patienceMs = 15_000;

/**
 * Sends what happens as it happens, a few records a request, until the signal. "away" after there was nobody to send to
 * for long (the traffic was switched off, perhaps for days): what would have happened meanwhile is not made up.
 */
export async function sendTraffic(options: SendOptions): Promise<"stopped" | "away"> {
  const { traffic, now, signal, log, run } = options;
  let target = await options.findTarget();
  let lastTime = now();
  let number = 0;
  const lab = followLab(traffic, signal);
  while (!signal.aborted && target !== null) {
    const time = now();
    await lab.look(target, time);
    const records = traffic.next(time);
    if (time - lastTime > longestBacklogMs)
      log.warn({ skipped: records.length }, "Demo traffic was away; its backlog is left out");
    const batches = time - lastTime > longestBacklogMs ? [] : makeBatches(records);
    lastTime = time;
    for (const batch of batches) {
      number += 1;
      const lookedAtMs = now();
      target = await sendUntilTaken({ ...batch, format: "auto", idempotencyKey: `${run}-${number}` }, target, options);
      if (target === null) return "stopped";
      if (now() - lookedAtMs > longestBacklogMs) return "away";
      // A backlog goes out batch by batch with a pause, so that catching up is no flood.
      if (batches.length > 4) await pause(50, signal);
    }
    await pause(everyMs - (now() - time), signal);
  }
  return "stopped";
}

/** Returns where to send the next batch, null when the signal came. Nothing else ends it: the demonstration goes on. */
async function sendUntilTaken(
  delivery: Parameters<typeof deliverBatch>[1],
  firstTarget: IngestTarget,
  { signal, log, findTarget }: SendOptions,
): Promise<IngestTarget | null> {
  let target: IngestTarget | null = firstTarget;
  while (target !== null) {
    const outcome = await deliverBatch(target, delivery, {
      signal,
      patienceMs,
      onWait: ({ waitMs, detail }) => log.info({ waitMs, detail }, "Demo traffic waits"),
    });
    if (outcome.kind === "accepted") {
      if (outcome.answer.rejectedCount > 0)
        log.warn({ rejected: outcome.answer.rejected.slice(0, 3) }, "Demo records were rejected");
      return target;
    }
    if (signal.aborted) return null;
    log.warn({ detail: outcome.detail }, "A batch of demo traffic was not taken");
    if (outcome.kind === "refused" && outcome.status !== 401 && outcome.status !== 403) return target;
    // Away for long, or the key is no longer good: both happen when the web process starts anew.
    await pause(1_000, signal);
    target = await findTarget();
  }
  return null;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined);
}
