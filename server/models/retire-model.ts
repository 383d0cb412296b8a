import type { ModelRow } from "../../lib/contracts/models.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import { AppError } from "../http/app-error.ts";
import { lockModels, readModel } from "./lock-models.ts";
import { tellOfModels } from "./tell-of-model.ts";

function refuseUnlessCandidate(model: ModelRow): void {
  if (model.state === "candidate") return;
  if (model.state === "champion") {
    throw new AppError("unprocessable", { detail: "It scores the stream. Promote another one, or roll back, first." });
  }
  throw new AppError("conflict", { detail: `It is no candidate: ${model.state}.`, current: model });
}

/** Puts a candidate aside. It can still be promoted; nothing is deleted. */
export function retireModel(
  pool: Pool,
  { id, reason, actor }: { readonly id: number; readonly reason: string; readonly actor: Actor },
): Promise<ModelRow> {
  return inTransaction(pool, async (run) => {
    const { stream } = await readModel(run, id);
    await lockModels(run, stream);
    const before = await readModel(run, id);
    refuseUnlessCandidate(before);
    await run("UPDATE trained_model SET state = 'retired' WHERE id = $1", [id]);
    const after = await readModel(run, id);
    const resource = `model:${id}`;
    const audited = { before, after: { ...after, reason } };
    await appendAudit(run, { actor, action: "model.retire", resource, outcome: "success", ...audited });
    await tellOfModels(run, [after]);
    return after;
  });
}
