import type { ModelTrial } from "../../lib/contracts/model-trial.ts";
import type { PromotedModel } from "../../lib/contracts/models.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { readingFrom } from "../responses/in-transaction.ts";
import { checkPromotable } from "./check-promotable.ts";
import { readModel } from "./lock-models.ts";
import { type Promotion, promoteModel } from "./promote-model.ts";
import { tryInTurn } from "./trial/try-in-turn.ts";

/** Whoever promotes what loses something has read so, and says so. */
function refuseUnconfirmed({ confirmation, warnings }: ModelTrial, given: string | undefined): void {
  if (confirmation === null || given?.trim() === confirmation.trim()) return;
  const grave = warnings.flatMap(({ isSerious, text }) => (isSerious ? [text] : []));
  const message = `Type the model's name, "${confirmation}", to promote it all the same.`;
  throw new AppError("unprocessable", {
    detail: [...grave, message].join(" "),
    fields: [{ path: "body.confirmation", message }],
  });
}

/**
 * Promotes a model that was tried on recent events first: the figures stand with its activation, in the record and in the
 * answer. AppError `unprocessable`, field `body.confirmation`: it would lose attacks or true positives, or knows nothing, and nobody has
 * confirmed that they know.
 */
export async function promoteTried(app: App, { id, input, actor }: Omit<Promotion, "trial">): Promise<PromotedModel> {
  const run = readingFrom(app.pool);
  const { stream } = await readModel(run, id);
  const champion = await checkPromotable(run, { id, seenChampion: input.seenChampion });
  const trial = await tryInTurn(app, { stream, tried: id, inForce: champion?.id ?? null });
  refuseUnconfirmed(trial, input.confirmation);
  const model = await promoteModel(app.pool, { id, input, actor, trial });
  return { ...model, trial };
}
