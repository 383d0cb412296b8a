import { listen } from "../../server/db/listen.ts";
import type { Pool } from "../../server/db/pg.ts";
import { claimTraining, type TrainingClaim } from "../../server/models/claim-training.ts";
import { endTraining, type TrainingEnd } from "../../server/models/end-training.ts";
import { orderStarter } from "../../server/models/order-starter.ts";
import { releaseTraining } from "../../server/models/release-training.ts";
import { reportTraining } from "../../server/models/report-training.ts";
import type { LoopLog } from "../score-loop/loop-log.ts";
import { createWake } from "../score-loop/wake.ts";
import { runThread, type TrainingResult, type TrainingThread } from "./run-thread.ts";

export interface TrainingPlace {
  /** A direct connection, for listening. */
  readonly url: string;
  /** What the thread reads by. */
  readonly databaseUrl: string;
  readonly pool: Pool;
  /** The thread's entry: built beside the process's own, or TypeScript. */
  readonly threadFile: URL;
  /** Stretches the generated histories; 1 but for tests. */
  readonly scale?: number;
  readonly log: LoopLog;
}

/** Without a call: the starter, and trainings whose trainer has died, are found within this time. */
const lookMs = 5_000;
/** Progress, sign of life and the look for a cancellation. */
const reportMs = 1_000;

const isEnded = Symbol("ended");

/** Waits for the thread with a sign of life each second; the claim as it is then, null where it was lost. */
async function follow(
  place: TrainingPlace,
  claimed: TrainingClaim,
  thread: TrainingThread,
  signal: AbortSignal,
): Promise<TrainingClaim | null> {
  let claim = claimed;
  const ended = thread.result.then(() => isEnded);
  while (!signal.aborted) {
    await createWake().wait(0, { ms: reportMs, signal, until: ended });
    const { share, step } = thread.at();
    const answer = await reportTraining(place.pool, claim, { share, step, lines: thread.takeLines() });
    if (answer.kind === "lost") return null;
    claim = { ...claim, fence: answer.fence };
    if (answer.kind === "cancelled") thread.stop();
    if (answer.kind === "cancelled" || (await Promise.race([ended, null])) === isEnded) return claim;
  }
  return claim;
}

function endOf(result: TrainingResult): TrainingEnd {
  switch (result.kind) {
    case "done":
      return { state: "candidate", artefact: result.artefact, card: result.card };
    case "failed":
      return { state: "failed", failure: result.reason };
    case "stopped":
      return { state: "cancelled" };
  }
}

/** One training from claim to end. A worker that stops hands it back, and the next begins it again. */
async function train(place: TrainingPlace, claim: TrainingClaim, signal: AbortSignal): Promise<void> {
  const { pool, log, databaseUrl, threadFile, scale = 1 } = place;
  const { id, stream, origin, options } = claim;
  log.info({ model: id, stream, origin }, "training begins");
  const thread = runThread(threadFile, { stream, origin, options, databaseUrl, scale });
  try {
    const held = await follow(place, claim, thread, signal);
    if (held === null) log.warn({ model: id }, "another worker has taken the training over");
    if (held !== null && signal.aborted) await releaseTraining(pool, held);
    if (held === null || signal.aborted) return;
    const state = await endTraining(pool, held, endOf(await thread.result));
    log.info({ model: id, stream, state }, "training ended");
  } finally {
    thread.stop();
  }
}

/**
 * Trains what people ask for, and the starter of the demonstration, one at a time on a thread beside scoring, until the
 * signal comes. Any number of workers may do so; each may be killed at any time.
 */
export async function keepTraining(place: TrainingPlace, signal: AbortSignal): Promise<void> {
  const { pool, log, url } = place;
  const wake = createWake();
  const ring = () => wake.ring("log");
  const channels = ["tideline_training"];
  const listener = listen({ url, name: "tideline training", channels, onNotify: ring, onConnect: ring });
  let isFailing = false;
  while (!signal.aborted) {
    const seen = wake.rings;
    try {
      await orderStarter(pool);
      const claim = await claimTraining(pool);
      if (claim !== null) {
        await train(place, claim, signal);
        continue;
      }
      isFailing = false;
    } catch (error) {
      // Said once: the database may be away for long, and the rows say what is to be done.
      if (!isFailing && !signal.aborted) log.warn({ err: error }, "trainings are not looked after; trying on");
      isFailing = true;
    }
    await wake.wait(seen, { ms: lookMs, signal });
  }
  await listener.close();
}
