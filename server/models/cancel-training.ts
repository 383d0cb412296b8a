import type { ModelRow } from "../../lib/contracts/models.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import { AppError } from "../http/app-error.ts";
import { readModel } from "./lock-models.ts";
import { tellOfModels } from "./tell-of-model.ts";

/** What no trainer has taken up ends here; else the trainer looks each second, and ends it itself. */
const cancelSql = `UPDATE trained_model SET cancelled_at = now(),
    state = CASE WHEN started_at IS NULL THEN 'cancelled' ELSE state END,
    finished_at = CASE WHEN started_at IS NULL THEN now() ELSE finished_at END
  WHERE id = $1 AND state = 'training' AND cancelled_at IS NULL`;

/** Asks for the end of a training. Refused where it has ended by itself meanwhile: then there is a model, or a failure. */
export function cancelTraining(
  pool: Pool,
  { id, reason, actor }: { readonly id: number; readonly reason: string; readonly actor: Actor },
): Promise<ModelRow> {
  return inTransaction(pool, async (run) => {
    // Waits for a trainer that is about to end it.
    await run("SELECT 1 FROM trained_model WHERE id = $1 FOR UPDATE", [id]);
    const before = await readModel(run, id);
    if (before.cancelling)
      throw new AppError("conflict", { detail: "It is being cancelled already.", current: before });
    if (before.state !== "training") {
      throw new AppError("conflict", { detail: "Its training has ended meanwhile.", current: before });
    }
    await run(cancelSql, [id]);
    const after = await readModel(run, id);
    const resource = `model:${id}`;
    const audited = { before, after: { ...after, reason } };
    await appendAudit(run, { actor, action: "model.cancel", resource, outcome: "success", ...audited });
    await tellOfModels(run, [after]);
    return after;
  });
}
