import { parentPort, workerData } from "node:worker_threads";
import { writeChampion } from "../../lib/models/champion/write-champion.ts";
import type { FittedChampion } from "../../lib/training/fit-champion.ts";
import { trainStarter } from "../../lib/training/starter.ts";
import { planStarter } from "../../lib/training/starter-plans.ts";
import { type TrainingHooks, TrainingRefused } from "../../lib/training/training-step.ts";
import { giveWay } from "./give-way.ts";
import { trainFromVerdicts } from "./train-from-verdicts.ts";
import { type TrainingMessage, type TrainingOrder, trainingOrderSchema } from "./training-messages.ts";

/**
 * The thread that trains, beside the one that scores: it computes and tells, and is ended from outside where nobody wants
 * it any longer. Nothing it does can be half done, for it writes nothing.
 */
const startedMs = performance.now();
const bytesPerMb = 1024 * 1024;
let peakBytes = 0;
let lastStep = "";
let lastToldMs = Number.NEGATIVE_INFINITY;
const everyMs = 500;

function tell(message: TrainingMessage, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, [...transfer]);
}

const hooks: TrainingHooks = {
  onStep(share, step) {
    const { heapTotal, external, arrayBuffers } = process.memoryUsage();
    peakBytes = Math.max(peakBytes, heapTotal + Math.max(external, arrayBuffers));
    const nowMs = performance.now();
    if (step === lastStep && nowMs - lastToldMs < everyMs) return;
    lastStep = step;
    lastToldMs = nowMs;
    tell({ kind: "step", share: Math.min(1, share), step });
  },
};

async function train(order: TrainingOrder): Promise<FittedChampion> {
  if (order.origin === "verdicts") return trainFromVerdicts(order, hooks);
  const { options } = order;
  const compared = options.imbalance === "classWeights" ? [] : (["classWeights"] as const);
  return trainStarter(
    { plans: planStarter(options.seed, order.scale * options.historyShare), options, compared },
    hooks,
  );
}

giveWay();
try {
  const { champion, card } = await train(trainingOrderSchema.parse(workerData));
  const seconds = (performance.now() - startedMs) / 1000;
  const whole = { ...card, seconds, peakMemoryMb: Math.round(peakBytes / bytesPerMb) };
  // Without its card, which leaves with it: what comes back as a file is then known for the same model.
  const artefact = Uint8Array.from(writeChampion(champion));
  tell({ kind: "done", artefact, card: whole }, [artefact.buffer]);
} catch (error) {
  if (!(error instanceof TrainingRefused)) throw error;
  tell({ kind: "refused", reason: error.message });
}
