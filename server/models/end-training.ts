import { createHash } from "node:crypto";
import type { ModelCard } from "../../lib/contracts/model-card.ts";
import type { ModelState } from "../../lib/contracts/models.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import { appendTrainingLines } from "./append-training-lines.ts";
import type { TrainingClaim } from "./claim-training.ts";
import { tellOfModels } from "./tell-of-model.ts";
import { trainer } from "./trainer-actor.ts";

export type TrainingEnd =
  | { readonly state: "candidate"; readonly artefact: Uint8Array; readonly card: ModelCard }
  | { readonly state: "failed"; readonly failure: string }
  | { readonly state: "cancelled" };

const endSql = `UPDATE trained_model SET state = $3, finished_at = now(), progress = NULL, step = NULL, failure = $4,
    artefact = $5, digest = $6, card = $7::jsonb
  WHERE id = $1 AND state = 'training' AND heartbeat_at = $2::timestamptz`;

/** What was asked for while it was ending counts: a cancelled training has no model. */
const lockSql = `SELECT cancelled_at IS NOT NULL AS cancelled FROM trained_model
  WHERE id = $1 AND state = 'training' AND heartbeat_at = $2::timestamptz FOR UPDATE`;

function wordsOf(end: TrainingEnd): string {
  switch (end.state) {
    case "candidate":
      return `Done in ${Math.round(end.card.seconds)} s: a candidate`;
    case "failed":
      return end.failure;
    case "cancelled":
      return "Cancelled";
  }
}

/**
 * Ends a training in one transaction: state, artefact with its digest, card, last line, the entry of the record, the
 * news. The state it ended in; null where the claim was lost, and then nothing is written.
 */
export function endTraining(pool: Pool, claim: TrainingClaim, wanted: TrainingEnd): Promise<ModelState | null> {
  return inTransaction(pool, async (run) => {
    const { id, stream, fence } = claim;
    const { rows } = await run(lockSql, [id, fence]);
    if (rows[0] === undefined) return null;
    const end: TrainingEnd = rows[0].cancelled === true ? { state: "cancelled" } : wanted;
    const made = end.state === "candidate" ? end : null;
    const digest = made === null ? null : createHash("sha256").update(made.artefact).digest("hex");
    const failure = end.state === "failed" ? end.failure : null;
    const artefact = made === null ? null : Buffer.from(made.artefact);
    await run(endSql, [
      id,
      fence,
      end.state,
      failure,
      artefact,
      digest,
      made === null ? null : JSON.stringify(made.card),
    ]);
    await appendTrainingLines(run, id, [wordsOf(end)]);
    await appendAudit(run, {
      actor: trainer,
      action: "model.finish",
      resource: `model:${id}`,
      outcome: end.state === "failed" ? "failure" : "success",
      after: { state: end.state, failure, digest },
    });
    await tellOfModels(run, [{ id, stream, state: end.state, progress: null }]);
    return end.state;
  });
}
