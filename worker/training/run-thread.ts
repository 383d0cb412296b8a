import type { ModelCard } from "../../lib/contracts/model-card.ts";
import { openWorker } from "./open-worker.ts";
import { type TrainingOrder, trainingMessageSchema } from "./training-messages.ts";

export type TrainingResult =
  | { readonly kind: "done"; readonly artefact: Uint8Array; readonly card: ModelCard }
  | { readonly kind: "failed"; readonly reason: string }
  /** `stop` was called before it ended. */
  | { readonly kind: "stopped" };

export interface TrainingThread {
  readonly result: Promise<TrainingResult>;
  /** Where it stands now. */
  readonly at: () => { readonly share: number; readonly step: string };
  /** Steps begun since the last call, in order. */
  readonly takeLines: () => string[];
  /** Ends the thread at once. */
  stop(): void;
}

/** Of the thread's own heap; the rows that it learns from lie beside it and are bounded by how many it takes. */
const heapMb = 1024;

/** Why a thread broke, as people can use it. */
function sentenceOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return `The training needed more memory than it may have (${heapMb} MB).`;
  return `The training broke off: ${error instanceof Error ? error.message : String(error)}`;
}

/** Begins a training on a thread of its own. `file`: the thread's entry, beside that of the process. */
export function runThread(file: URL, order: TrainingOrder): TrainingThread {
  const worker = openWorker(file, {
    name: "training",
    workerData: order,
    // None of the process's own: they preload what belongs to it.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  let at = { share: 0, step: "Starting" };
  let lines: string[] = [];
  let settle: (result: TrainingResult) => void = () => undefined;
  const result = new Promise<TrainingResult>((resolve) => {
    settle = resolve;
  });
  worker.on("message", (message: unknown) => {
    const said = trainingMessageSchema.parse(message);
    if (said.kind === "step") {
      if (said.step !== at.step) lines.push(said.step);
      at = { share: said.share, step: said.step };
    } else settle(said.kind === "done" ? said : { kind: "failed", reason: said.reason });
  });
  worker.on("error", (error) => settle({ kind: "failed", reason: sentenceOf(error) }));
  worker.on("exit", (code) =>
    settle({ kind: "failed", reason: `The training ended without a result (code ${code}).` }),
  );
  return {
    result,
    at: () => at,
    takeLines() {
      const taken = lines;
      lines = [];
      return taken;
    },
    stop() {
      settle({ kind: "stopped" });
      void worker.terminate();
    },
  };
}
