import type { Scorer } from "../../lib/pipeline/types.ts";
import type { ScoringSession } from "../../server/event-log/lease.ts";
import { recordActivation, recordRefusal } from "../../server/scoring/activate-model.ts";
import { type PendingModel, readPendingModels } from "../../server/scoring/read-model-activations.ts";
import type { LoopLog } from "./loop-log.ts";

/** Why the model cannot be taken up, null once it scores. */
function takeUp(scorer: Scorer, { version, modelId, bytes }: PendingModel): string | null {
  if (modelId !== null && bytes === null) return "Its artefact is missing, or not the one that was trained.";
  try {
    scorer.activateModel(version, bytes);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Takes up promoted models at the position of scoring, each in its own transaction. Called only while everything that was
 * scored is committed. One that is refused leaves the one before it in force, and its row says why.
 */
export function createModelTaker(session: ScoringSession, scorer: Scorer, log: LoopLog): () => Promise<void> {
  const { stream } = session;

  async function take(pending: PendingModel): Promise<void> {
    const { version, modelId, bytes } = pending;
    const refusal = takeUp(scorer, pending);
    if (refusal !== null) {
      log.error({ stream, version, modelId, reason: refusal }, "model refused; the one before it stays in force");
      await recordRefusal(session, version, refusal);
      return;
    }
    const offset = scorer.position;
    await recordActivation(session, { version, offset, bytes });
    log.info({ stream, version, modelId, offset }, "model in force");
  }

  return async () => {
    for (const pending of await readPendingModels(session, scorer.modelVersion)) await take(pending);
  };
}
