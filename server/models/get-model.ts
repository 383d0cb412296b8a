import { z } from "zod";
import { modelCardSchema } from "../../lib/contracts/model-card.ts";
import { modelTrialSchema } from "../../lib/contracts/model-trial.ts";
import { type ModelDetail, trainingOptionsSchema } from "../../lib/contracts/models.ts";
import { readingFrom } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { readModel } from "./lock-models.ts";

const activationsSql = `SELECT version, author, reason, created_at, active_from::float8 AS active_from, activated_at,
    until::float8 AS until, refusal, trial
  FROM (SELECT *, lead(active_from) OVER (ORDER BY version) AS until FROM model_activation
    WHERE stream = (SELECT stream FROM trained_model WHERE id = $1) AND (active_from IS NOT NULL OR model_id = $1)) AS a
  WHERE model_id = $1 ORDER BY version DESC`;
const activationSchema = z.object({
  version: z.number(),
  author: z.string(),
  reason: z.string(),
  created_at: z.date(),
  active_from: z.number().nullable(),
  activated_at: z.date().nullable(),
  until: z.number().nullable(),
  refusal: z.string().nullable(),
  // One of another version is left out.
  trial: modelTrialSchema.nullable().catch(null),
});

async function readActivations(run: RunStatement, id: number): Promise<ModelDetail["activations"]> {
  const { rows } = await run(activationsSql, [id]);
  return rows.map((row) => {
    const { version, author, reason, until, refusal, trial, ...at } = activationSchema.parse(row);
    return {
      version,
      author,
      reason,
      createdAt: at.created_at.toISOString(),
      activeFrom: at.active_from,
      activatedAt: at.activated_at?.toISOString() ?? null,
      until,
      refusal,
      trial,
    };
  });
}

async function readLog(run: RunStatement, id: number): Promise<ModelDetail["log"]> {
  const { rows } = await run("SELECT at, line FROM training_log_line WHERE model_id = $1 ORDER BY number", [id]);
  return rows.map((row) => {
    const { at, line } = z.object({ at: z.date(), line: z.string() }).parse(row);
    return { at: at.toISOString(), line };
  });
}

/** One model with its card, its training and when it scored. */
export async function getModel(pool: Pool, id: number): Promise<ModelDetail> {
  const run = readingFrom(pool);
  const model = await readModel(run, id);
  const [{ rows }, log, activations] = await Promise.all([
    run("SELECT options, card FROM trained_model WHERE id = $1", [id]),
    readLog(run, id),
    readActivations(run, id),
  ]);
  // What another version of Tideline has written is shown as far as this one understands it.
  const options = trainingOptionsSchema
    .nullable()
    .catch(null)
    .parse(rows[0]?.options ?? null);
  const card = modelCardSchema
    .nullable()
    .catch(null)
    .parse(rows[0]?.card ?? null);
  return { ...model, options, card, log, activations };
}
