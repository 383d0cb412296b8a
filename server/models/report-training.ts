import { z } from "zod";
import { inTransaction } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import { appendTrainingLines } from "./append-training-lines.ts";
import type { TrainingClaim } from "./claim-training.ts";
import { tellOfModels } from "./tell-of-model.ts";

export interface TrainingReport {
  readonly share: number;
  readonly step: string;
  /** What was begun since the last report. */
  readonly lines: readonly string[];
}

/** What a trainer hears when it gives a sign of life: go on with this fence, stop, or somebody else has taken over. */
export type TrainingAnswer =
  | { readonly kind: "go on" | "cancelled"; readonly fence: string }
  | { readonly kind: "lost" };

const reportSql = `UPDATE trained_model SET heartbeat_at = clock_timestamp(), progress = $3, step = $4
  WHERE id = $1 AND state = 'training' AND heartbeat_at = $2::timestamptz
  RETURNING heartbeat_at::text AS fence, cancelled_at IS NOT NULL AS cancelled`;
const answerSchema = z.object({ fence: z.string(), cancelled: z.boolean() });

/** A sign of life with how far the training is, for the table and for browsers. */
export function reportTraining(pool: Pool, claim: TrainingClaim, report: TrainingReport): Promise<TrainingAnswer> {
  return inTransaction(pool, async (run) => {
    const { id, stream, fence } = claim;
    const { share, step, lines } = report;
    const { rows } = await run(reportSql, [id, fence, share, step]);
    if (rows[0] === undefined) return { kind: "lost" };
    const answer = answerSchema.parse(rows[0]);
    await appendTrainingLines(run, id, lines);
    await tellOfModels(run, [{ id, stream, state: "training", progress: { share, step } }]);
    return { kind: answer.cancelled ? "cancelled" : "go on", fence: answer.fence };
  });
}
