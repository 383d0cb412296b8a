import type { ModelRow } from "../../lib/contracts/models.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { AppError } from "../http/app-error.ts";
import { readModel } from "./lock-models.ts";
import { checkSeen } from "./put-in-force.ts";
import { refusalOf } from "./read-artefact.ts";

const endOf = { training: "has not ended", failed: "failed", cancelled: "was cancelled" } as const;

function refuseUnlessWhole(model: ModelRow): void {
  if (model.state === "candidate" || model.state === "retired") return;
  if (model.state === "champion") throw new AppError("conflict", { detail: "It is champion already.", current: model });
  throw new AppError("unprocessable", { detail: `There is nothing to promote: its training ${endOf[model.state]}.` });
}

/**
 * The champion that the model would follow, null where there is none. AppError: another one is in force than the person
 * saw, the model is not trained to its end, or scoring could not read it.
 */
export async function checkPromotable(
  run: RunStatement,
  { id, seenChampion }: { readonly id: number; readonly seenChampion: number | null },
): Promise<ModelRow | null> {
  const model = await readModel(run, id);
  const champion = await checkSeen(run, model.stream, seenChampion);
  refuseUnlessWhole(model);
  const refusal = await refusalOf(run, id);
  if (refusal !== null) throw new AppError("unprocessable", { detail: refusal });
  return champion;
}
