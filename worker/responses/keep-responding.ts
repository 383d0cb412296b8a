import { listen } from "../../server/db/listen.ts";
import type { Pool } from "../../server/db/pg.ts";
import { askPlaybooks } from "../../server/responses/ask-playbooks.ts";
import { ensureDefaults } from "../../server/responses/ensure-defaults.ts";
import type { ExecutorSettings } from "../../server/responses/executors/open-executor.ts";
import { doWork } from "../../server/responses/work/do-work.ts";
import { freeAbandoned } from "../../server/responses/work/free-abandoned.ts";
import { startWork, type Work, type WorkPlace } from "../../server/responses/work/start-work.ts";
import { beginLife, type WorkerLife } from "../../server/responses/work/worker-life.ts";
import type { LoopLog } from "../score-loop/loop-log.ts";
import { createWake, type Wake } from "../score-loop/wake.ts";

export interface Responding {
  /** A direct connection, for listening and for the sign of life. */
  readonly url: string;
  readonly pool: Pool;
  readonly settings: ExecutorSettings;
  readonly log: LoopLog;
  readonly now?: () => Date;
}

/** Leases end and the dead are found within this time; all else is heard of at once. */
const lookMs = 500;
const mostCalls = 8;
const retryMs = 1_000;

/** One life of the loop: until the signal, or until its sign of life is lost. */
async function respond(responding: Responding, life: WorkerLife, wake: Wake, signal: AbortSignal): Promise<void> {
  const { pool, settings, log, now = () => new Date() } = responding;
  const place: WorkPlace = { pool, settings, worker: life.worker, now };
  const calls = new Set<Promise<void>>();
  let isDead = false;
  void life.ended.then(() => {
    isDead = true;
  });

  const follow = async (work: Exclude<Work, { readonly kind: "stepped" }>) => {
    try {
      const taken = await doWork(place, work);
      if (taken?.effects.includes("ask_person")) {
        log.warn({ response: taken.record.id, state: taken.record.state }, "a response waits for a person");
      }
    } catch (error) {
      // Its claim is ours while we live: this life ends, and the next one finds what it left.
      void life.end();
      log.error({ err: error, response: work.record.id }, "what came of a response could not be recorded");
    }
  };
  const begin = (work: Exclude<Work, { readonly kind: "stepped" }>) => {
    const call = follow(work).finally(() => {
      calls.delete(call);
      wake.ring("log");
    });
    calls.add(call);
  };
  const takeAll = async () => {
    await freeAbandoned(pool, now());
    while (calls.size < mostCalls && !signal.aborted && !isDead) {
      const work = await startWork(place);
      if (work === null) break;
      if (work.kind !== "stepped") begin(work);
    }
    // One alert at a time between looks at what was approved: people wait for that.
    if (!signal.aborted && (await askPlaybooks(pool, now()))) wake.ring("log");
  };

  while (!signal.aborted && !isDead) {
    const seen = wake.rings;
    await takeAll();
    await wake.wait(seen, { ms: lookMs, signal, until: life.ended });
  }
  await Promise.all(calls);
}

/**
 * Asks playbooks about new alerts, carries out what was approved, undoes what has ended and reads back that it is, until
 * the signal comes. Any number of workers may do so at the same time, and each may be killed at any time.
 */
export async function keepResponding(responding: Responding, signal: AbortSignal): Promise<void> {
  const { url, pool, log } = responding;
  const wake = createWake();
  const ring = () => wake.ring("log");
  const listener = listen({
    url,
    name: "tideline responses",
    channels: ["tideline_responses"],
    onNotify: ring,
    onConnect: ring,
  });
  while (!signal.aborted) {
    let life: WorkerLife | null = null;
    try {
      await ensureDefaults(pool);
      life = await beginLife(url);
      await respond(responding, life, wake, signal);
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, "responses stopped; starting them again");
    }
    await life?.end();
    if (!signal.aborted) await wake.wait(wake.rings, { ms: retryMs, signal });
  }
  await listener.close();
}
