import type { ModelRow, ModelTrain } from "../../lib/contracts/models.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { lockModels, readModel, readTheOne } from "./lock-models.ts";
import { readReadiness } from "./read-readiness.ts";
import { tellOfModels } from "./tell-of-model.ts";

async function refuseSecond(run: RunStatement, stream: ModelTrain["stream"]): Promise<void> {
  const current = await readTheOne(run, stream, "training");
  if (current === null) return;
  const detail = `Model ${current.number} (${current.name}) is being trained. Wait for its end, or cancel it.`;
  throw new AppError("conflict", { detail, current });
}

async function refuseUnready(run: RunStatement, { stream, origin }: ModelTrain): Promise<void> {
  if (origin === "generated") {
    if (stream === "demo") return;
    const message = "Generated history is for the stream demo alone: a model of it would judge what it has never seen.";
    throw new AppError("unprocessable", { detail: message, fields: [{ path: "body.origin", message }] });
  }
  const { missing } = await readReadiness(run, stream);
  if (missing !== null) throw new AppError("unprocessable", { detail: missing });
}

/** Puts a row where trainers look for work. */
async function insertTraining(run: RunStatement, input: ModelTrain, author: string): Promise<number> {
  const { stream, origin, name, options, reason } = input;
  const { rows } = await run(
    `INSERT INTO trained_model (stream, number, name, origin, options, reason, author)
    SELECT $1::smallint, n, coalesce($2, 'Model ' || n), $3, $4, $5, $6
    FROM (SELECT coalesce(max(number), 0) + 1 AS n FROM trained_model WHERE stream = $1) AS next
    RETURNING id::float8 AS id`,
    [streamNumbers[stream], name ?? null, origin, JSON.stringify(options), reason, author],
  );
  return Number(rows[0]?.id);
}

/** Begins a training: the worker takes it up within a moment, and says how far it is. One at a time in a stream. */
export function trainModel(
  pool: Pool,
  { input, actor }: { readonly input: ModelTrain; readonly actor: Actor },
): Promise<ModelRow> {
  const { stream } = input;
  return inTransaction(pool, async (run) => {
    await lockModels(run, stream);
    await refuseSecond(run, stream);
    await refuseUnready(run, input);
    const model = await readModel(run, await insertTraining(run, input, actor.name));
    const after = { ...model, options: input.options };
    await appendAudit(run, { actor, action: "model.train", resource: `model:${model.id}`, outcome: "success", after });
    await run("SELECT pg_notify('tideline_training', $1)", [stream]);
    await tellOfModels(run, [model]);
    return model;
  });
}
