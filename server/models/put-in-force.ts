import type { StreamName } from "../../lib/contracts/common.ts";
import type { ModelTrial } from "../../lib/contracts/model-trial.ts";
import type { ModelRow } from "../../lib/contracts/models.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import type { RunStatement } from "../realtime/append-push.ts";
import { readModel, readTheOne } from "./lock-models.ts";
import { tellOfModels } from "./tell-of-model.ts";

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
  readonly actor: Actor;
  readonly action: "model.promote" | "model.rollBack";
  /** What the next one would have done to recent events; null where it was not tried. */
  readonly trial: ModelTrial | null;
}

const activationSql = `INSERT INTO model_activation (stream, version, model_id, reason, author, trial)
  SELECT $1::smallint, coalesce(max(version), 0) + 1, $2::bigint, $3, $4, $5::jsonb FROM model_activation WHERE stream = $1
  RETURNING version`;

/**
 * Makes another model the champion, or none: states, the activation that scoring takes up at an offset, the entry of the
 * record and the news. Within a transaction that holds the stream's lock.
 */
export async function putInForce(run: RunStatement, step: Step): Promise<ModelRow | null> {
  const { stream, champion, next, reason, actor, action, trial } = step;
  // The old one first: a stream has one champion at every moment.
  await run("UPDATE trained_model SET state = 'retired' WHERE stream = $1 AND state = 'champion'", [
    streamNumbers[stream],
  ]);
  if (next !== null) await run("UPDATE trained_model SET state = 'champion' WHERE id = $1", [next]);
  const { rows } = await run(activationSql, [
    streamNumbers[stream],
    next,
    reason,
    actor.name,
    trial === null ? null : JSON.stringify(trial),
  ]);
  const model = next === null ? null : await readModel(run, next);
  const resource = next === null ? `models:${stream}` : `model:${next}`;
  const after = { activation: rows[0]?.version, reason, champion: model, ...(trial === null ? {} : { trial }) };
  await appendAudit(run, { actor, action, resource, outcome: "success", before: { champion }, after });
  // Wakes scoring, which takes it up between two transactions and says from which offset on it holds.
  await run("SELECT pg_notify('tideline_policy', $1)", [stream]);
  const left = champion === null ? [] : [await readModel(run, champion.id)];
  await tellOfModels(run, model === null ? left : [...left, model]);
  return model;
}
