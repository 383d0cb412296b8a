import type { ModelTrial } from "../../lib/contracts/model-trial.ts";
import type { ModelPromote, PromotionAnswer } from "../../lib/contracts/models.ts";
import { actorOf } from "../audit/write-audit.ts";
import { inTransaction, readingFrom } from "../db/in-transaction.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import type { Caller } from "../responses/check-permitted.ts";
import { askForModel } from "./ask-for-model.ts";
import { checkPromotable } from "./check-promotable.ts";
import { lockModels, readModel } from "./lock-models.ts";
import { promoteModel } from "./promote-model.ts";
import { tryInTurn } from "./trial/try-in-turn.ts";

interface Promotion {
  readonly id: number;
  readonly input: ModelPromote;
  readonly caller: Caller;
}

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

function ask(app: App, { id, input, caller }: Promotion, trial: ModelTrial): Promise<PromotionAnswer> {
  const { reason, seenChampion } = input;
  return inTransaction(app.pool, async (run) => {
    const { stream } = await readModel(run, id);
    await lockModels(run, stream);
    const champion = await checkPromotable(run, { id, seenChampion });
    const next = await readModel(run, id);
    return askForModel(run, { kind: "model.promote", stream, next, champion, trial, reason, caller });
  });
}

/**
 * Promotes a model that was tried on recent events first: the figures stand with its activation, in the record and in the
 * answer. One that would lose something is asked for instead, but in the demonstration: a second person decides.
 * AppError `unprocessable`, field `body.confirmation`: it would lose attacks or true positives, or knows nothing, and nobody has
 * confirmed that they know.
 */
export async function promoteTried(app: App, promotion: Promotion): Promise<PromotionAnswer> {
  const { id, input, caller } = promotion;
  const run = readingFrom(app.pool);
  const { stream } = await readModel(run, id);
  const champion = await checkPromotable(run, { id, seenChampion: input.seenChampion });
  const trial = await tryInTurn(app, { stream, tried: id, inForce: champion?.id ?? null });
  refuseUnconfirmed(trial, input.confirmation);
  if (trial.needsSecond) return ask(app, promotion, trial);
  const model = await promoteModel(app.pool, { id, input, actor: actorOf(caller), trial });
  return { ...model, trial };
}
