import type { ModelPromote, ModelRow } from "../../lib/contracts/models.ts";
import type { Actor } from "../audit/write-audit.ts";
import type { Pool } from "../db/pg.ts";
import { AppError } from "../http/app-error.ts";
import { inTransaction } from "../responses/in-transaction.ts";
import { lockModels, readModel } from "./lock-models.ts";
import { checkSeen, putInForce } from "./put-in-force.ts";
import { refusalOf } from "./read-artefact.ts";

function refuseUnlessWhole(model: ModelRow): void {
  if (model.state === "candidate" || model.state === "retired") return;
  if (model.state === "champion") throw new AppError("conflict", { detail: "It is champion already.", current: model });
  throw new AppError("unprocessable", { detail: `There is nothing to promote: its training ${endOf[model.state]}.` });
}
const endOf = { training: "has not ended", failed: "failed", cancelled: "was cancelled" } as const;

interface Promotion {
  readonly id: number;
  readonly input: ModelPromote;
  readonly actor: Actor;
}

/**
 * Makes a trained model the champion of its stream; scoring takes it up at an offset, which its activation then names.
 * Refused with a conflict where another one is in force than the person saw, and where scoring could not read it.
 */
export function promoteModel(pool: Pool, { id, input, actor }: Promotion): Promise<ModelRow> {
  const { reason, seenChampion } = input;
  return inTransaction(pool, async (run) => {
    const { stream } = await readModel(run, id);
    await lockModels(run, stream);
    const champion = await checkSeen(run, stream, seenChampion);
    refuseUnlessWhole(await readModel(run, id));
    const refusal = await refusalOf(run, id);
    if (refusal !== null) throw new AppError("unprocessable", { detail: refusal });
    await putInForce(run, { stream, champion, next: id, reason, actor, action: "model.promote" });
    return readModel(run, id);
  });
}
