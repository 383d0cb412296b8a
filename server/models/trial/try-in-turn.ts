import type { StreamName } from "../../../lib/contracts/common.ts";
import type { ModelTrial } from "../../../lib/contracts/model-trial.ts";
import { readingFrom } from "../../db/in-transaction.ts";
import type { App } from "../../http/app.ts";
import { AppError } from "../../http/app-error.ts";
import { createTurns } from "../../http/turns.ts";
import { readModel } from "../lock-models.ts";
import { readStanding } from "../read-standing.ts";
import { type TrialTask, tryModel } from "./try-model.ts";

/** Each takes a processor for seconds, and the process has events to take in. */
const turns = createTurns({
  atOnce: 1,
  waiting: 4,
  detail: "Other models are being tried: try again in a moment.",
});

/** What somebody has just read is what they decide by, and what is kept; later it would say something else. */
const keptMs = 120_000;
const kept = new Map<string, ModelTrial>();

function keyOf(app: App, { stream, tried, inForce }: TrialTask): string {
  return JSON.stringify([app.settings.databaseUrl, stream, tried, inForce]);
}

/** The model beside the one that is in force now; `not_found` where there is no such model. */
export async function tryOne(app: App, id: number): Promise<ModelTrial> {
  const run = readingFrom(app.pool);
  const { stream } = await readModel(run, id);
  const { champion } = await readStanding(run, stream);
  return tryInTurn(app, { stream, tried: id, inForce: champion });
}

/** What a roll back would lead to, beside the one in force; a conflict where nothing is in force that could be rolled back. */
export async function tryRollBack(app: App, stream: StreamName): Promise<ModelTrial> {
  const { champion, rollBackTo } = await readStanding(readingFrom(app.pool), stream);
  if (champion === null) {
    throw new AppError("conflict", { detail: "The stream is scored without a trained model.", current: null });
  }
  return tryInTurn(app, { stream, tried: rollBackTo?.id ?? null, inForce: champion });
}

/** The trial of the last two minutes if there is one, else a new one as soon as no other is under way in this process. */
export function tryInTurn(app: App, task: TrialTask): Promise<ModelTrial> {
  const key = keyOf(app, task);
  const isKept = (trial: ModelTrial | undefined): trial is ModelTrial =>
    trial !== undefined && app.now().getTime() - Date.parse(trial.at) < keptMs;
  return turns.run("trial", async () => {
    const known = kept.get(key);
    if (isKept(known)) return known;
    for (const [other, trial] of kept) if (!isKept(trial)) kept.delete(other);
    const trial = await tryModel(app, task);
    kept.set(key, trial);
    return trial;
  });
}
