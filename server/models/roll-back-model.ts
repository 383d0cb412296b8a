import type { ModelTrial } from "../../lib/contracts/model-trial.ts";
import type { ModelRollBack, ModelRow, RollBackAnswer } from "../../lib/contracts/models.ts";
import { actorOf } from "../audit/write-audit.ts";
import { inTransaction, readingFrom } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { appendPush } from "../realtime/append-push.ts";
import type { Caller } from "../responses/check-permitted.ts";
import { askForModel } from "./ask-for-model.ts";
import { lockModels, readModel } from "./lock-models.ts";
import { checkSeen, putInForce } from "./put-in-force.ts";
import { refusalOf } from "./read-artefact.ts";
import { readStanding } from "./read-standing.ts";
import { readableBefore } from "./readable-before.ts";
import { tryInTurn } from "./trial/try-in-turn.ts";

interface Tried {
  readonly champion: ModelRow | null;
  readonly next: number | null;
  /** Null where there is nothing to lose: in the demonstration, and where scoring cannot read the champion anyway. */
  readonly trial: ModelTrial | null;
}

async function tryFirst(app: App, { stream, seenChampion }: ModelRollBack): Promise<Tried> {
  const run = readingFrom(app.pool);
  const champion = await checkSeen(run, stream, seenChampion);
  const next = await readableBefore(run, stream);
  if (champion === null || stream === "demo" || (await refusalOf(run, champion.id)) !== null) {
    return { champion, next, trial: null };
  }
  return { champion, next, trial: await tryInTurn(app, { stream, tried: next, inForce: champion.id }) };
}

interface RollBack {
  readonly input: ModelRollBack;
  readonly caller: Caller;
}

async function rollBack(run: RunStatement, { input, caller }: RollBack, tried: Tried): Promise<RollBackAnswer> {
  const { stream, reason, seenChampion } = input;
  await lockModels(run, stream);
  const champion = await checkSeen(run, stream, seenChampion);
  const next = await readableBefore(run, stream);
  if (next !== tried.next) {
    throw new AppError("conflict", { detail: "It would lead elsewhere by now: look at it again.", current: champion });
  }
  const { trial } = tried;
  if (trial?.needsSecond) {
    const model = next === null ? null : await readModel(run, next);
    return askForModel(run, { kind: "model.rollBack", stream, next: model, champion, trial, reason, caller });
  }
  const actor = actorOf(caller);
  const action = "model.rollBack";
  const step = { stream, champion, next, reason, author: actor.name, actor, action, trial, request: null } as const;
  const { pushes } = await putInForce(run, step);
  const standing = await readStanding(run, stream);
  await appendPush(run, pushes);
  return standing;
}

/**
 * The champion before this one again, or the detectors without any; back twice is further back. Where that finds less by
 * its trial it is asked for instead, but in the demonstration: a second person decides.
 */
export async function rollBackModel(app: App, asked: RollBack): Promise<RollBackAnswer> {
  const tried = await tryFirst(app, asked.input);
  return inTransaction(app.pool, (run) => rollBack(run, asked, tried));
}
