import type { StreamName } from "../../lib/contracts/common.ts";
import type { ModelTrial } from "../../lib/contracts/model-trial.ts";
import type { ModelRow } from "../../lib/contracts/models.ts";
import { losesSomething } from "../../lib/training/trial-warnings.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { cancelOvertaken } from "../change-requests/cancel-overtaken.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { noteLoosening } from "../own-events/note-loosening.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import { readModel, readTheOne } from "./lock-models.ts";
import { newsOfModels } from "./tell-of-model.ts";

/** The champion that the person saw, or a conflict with the one that there is. */
export async function checkSeen(run: RunStatement, stream: StreamName, seen: number | null): Promise<ModelRow | null> {
  const current = await readTheOne(run, stream, "champion");
  if ((current?.id ?? null) === seen) return current;
  const detail =
    current === null
      ? "Meanwhile the stream is scored without a trained model."
      : `Model ${current.number} (${current.name}) became champion meanwhile.`;
  throw new AppError("conflict", { detail, current });
}

interface Step {
  readonly stream: StreamName;
  readonly champion: ModelRow | null;
  /** What comes next; null: the detectors without a trained model. */
  readonly next: number | null;
  readonly reason: string;
  /** Whose wish it is; another one than `actor` where a second person approved it. */
  readonly author: string;
  readonly actor: Actor;
  readonly action: "model.promote" | "model.rollBack";
  /** What the next one would have done to recent events; null where it was not tried. */
  readonly trial: ModelTrial | null;
  /** The request that it was approved by. */
  readonly request: number | null;
}

interface InForce {
  readonly model: ModelRow | null;
  /** For the caller's `appendPush`, its last statement. */
  readonly pushes: readonly PushDraft[];
}

const activationSql = `INSERT INTO model_activation (stream, version, model_id, reason, author, trial)
  SELECT $1::smallint, coalesce(max(version), 0) + 1, $2::bigint, $3, $4, $5::jsonb FROM model_activation WHERE stream = $1
  RETURNING version`;

/** Scored by whom from now on, in words. */
export const wordsOfChampion = (model: Pick<ModelRow, "number" | "name"> | null) =>
  model === null ? "the detectors without a trained model" : `model ${model.number} (${model.name})`;

/** A model that loses what is found now is an event of the stream, like all that lets more through. */
async function noteWhatIsLost(run: RunStatement, step: Step, model: ModelRow | null): Promise<void> {
  const { stream, trial, author, actor } = step;
  if (trial === null || !losesSomething(trial.warnings)) return;
  const lines = trial.warnings.flatMap(({ isSerious, text }) => (isSerious ? [text] : []));
  await noteLoosening(run, {
    stream: streamNumbers[stream],
    operation: "loosening.apply",
    subject: `models:${stream}`,
    message: `Scored by ${wordsOfChampion(model)} from now on. ${lines.join(" ").slice(0, 1000)}`,
    author,
    actor,
  });
}

/**
 * Makes another model the champion, or none: states, the activation that scoring takes up at an offset, the entry of the
 * record and the news. What else was asked for beside the champion before is cancelled: nobody has tried it beside this one.
 * Within a transaction that holds the stream's lock.
 */
export async function putInForce(run: RunStatement, step: Step): Promise<InForce> {
  const { stream, champion, next, reason, author, actor, action, trial, request } = step;
  // The old one first: a stream has one champion at every moment.
  await run("UPDATE trained_model SET state = 'retired' WHERE stream = $1 AND state = 'champion'", [
    streamNumbers[stream],
  ]);
  if (next !== null) await run("UPDATE trained_model SET state = 'champion' WHERE id = $1", [next]);
  const { rows } = await run(activationSql, [
    streamNumbers[stream],
    next,
    reason,
    author,
    trial === null ? null : JSON.stringify(trial),
  ]);
  const model = next === null ? null : await readModel(run, next);
  const resource = next === null ? `models:${stream}` : `model:${next}`;
  const kept = { ...(trial === null ? {} : { trial }), ...(request === null ? {} : { request }) };
  const after = { activation: rows[0]?.version, reason, champion: model, ...kept };
  await appendAudit(run, { actor, action, resource, outcome: "success", before: { champion }, after });
  await noteWhatIsLost(run, step, model);
  const outcome = `${stream} is scored by ${wordsOfChampion(model)} meanwhile.`;
  const kinds = ["model.promote", "model.rollBack"] as const;
  const overtaken = await cancelOvertaken(run, { stream: streamNumbers[stream], kinds, outcome, except: request });
  // Wakes scoring, which takes it up between two transactions and says from which offset on it holds.
  await run("SELECT pg_notify('tideline_policy', $1)", [stream]);
  const left = champion === null ? [] : [await readModel(run, champion.id)];
  return { model, pushes: [...overtaken, ...newsOfModels(model === null ? left : [...left, model])] };
}
