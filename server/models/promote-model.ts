import type { ModelTrial } from "../../lib/contracts/model-trial.ts";
import type { ModelPromote, ModelRow } from "../../lib/contracts/models.ts";
import type { Actor } from "../audit/write-audit.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import { appendPush } from "../realtime/append-push.ts";
import { checkPromotable } from "./check-promotable.ts";
import { lockModels, readModel } from "./lock-models.ts";
import { putInForce } from "./put-in-force.ts";

interface Promotion {
  readonly id: number;
  readonly input: ModelPromote;
  readonly actor: Actor;
  /** What it would have done to recent events, as it was known before; null where nobody asked: the starter of a first start. */
  readonly trial: ModelTrial | null;
}

/**
 * Makes a trained model the champion of its stream; scoring takes it up at an offset, which its activation then names.
 * Refused as `checkPromotable` says.
 */
export function promoteModel(pool: Pool, { id, input, actor, trial }: Promotion): Promise<ModelRow> {
  const { reason, seenChampion } = input;
  return inTransaction(pool, async (run) => {
    const { stream } = await readModel(run, id);
    await lockModels(run, stream);
    const champion = await checkPromotable(run, { id, seenChampion });
    const action = "model.promote";
    const step = {
      stream,
      champion,
      next: id,
      reason,
      author: actor.name,
      actor,
      action,
      trial,
      request: null,
    } as const;
    const { pushes } = await putInForce(run, step);
    const after = await readModel(run, id);
    await appendPush(run, pushes);
    return after;
  });
}
