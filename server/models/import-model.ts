import { createHash } from "node:crypto";
import type { ModelCard } from "../../lib/contracts/model-card.ts";
import type { ModelImport, ModelRow } from "../../lib/contracts/models.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { lockModels, readModel } from "./lock-models.ts";
import { apart, refusalOfBytes } from "./read-artefact.ts";
import { tellOfModels } from "./tell-of-model.ts";

interface Import {
  readonly input: ModelImport;
  readonly bytes: Uint8Array;
  readonly actor: Actor;
}

interface Stored {
  readonly artefact: Uint8Array;
  readonly digest: string;
  readonly card: ModelCard | null;
}

async function insertImported(run: RunStatement, { input, actor }: Import, stored: Stored): Promise<number> {
  const { stream, name, reason } = input;
  const { rows } = await run(
    `INSERT INTO trained_model (stream, number, name, state, origin, reason, author, finished_at, card, artefact, digest)
    SELECT $1::smallint, coalesce(max(number), 0) + 1, $2, 'candidate', 'imported', $3, $4, now(), $5::jsonb, $6, $7
    FROM trained_model WHERE stream = $1 RETURNING id::float8 AS id`,
    [
      streamNumbers[stream],
      name,
      reason,
      actor.name,
      stored.card === null ? null : JSON.stringify(stored.card),
      Buffer.from(stored.artefact),
      stored.digest,
    ],
  );
  return Number(rows[0]?.id);
}

/** Where the stream has the same bytes already, their card was measured here, and a second one would only confuse. */
async function refuseKnown(run: RunStatement, { stream }: ModelImport, digest: string): Promise<void> {
  const { rows } = await run("SELECT id::float8 AS id FROM trained_model WHERE stream = $1 AND digest = $2", [
    streamNumbers[stream],
    digest,
  ]);
  if (rows[0] === undefined) return;
  const current = await readModel(run, Number(rows[0].id));
  throw new AppError("conflict", { detail: `It is here already: model ${current.number} (${current.name}).`, current });
}

/**
 * Takes in a model that was made elsewhere, as a candidate. What scoring could not read is refused with the reader's
 * sentence; figures are those that the file states, none where it states none.
 */
export function importModel(pool: Pool, given: Import): Promise<ModelRow> {
  const { input, bytes, actor } = given;
  const refusal = refusalOfBytes(bytes);
  if (refusal !== null) throw new AppError("unprocessable", { detail: refusal });
  const { artefact, card } = apart(bytes);
  const digest = createHash("sha256").update(artefact).digest("hex");
  return inTransaction(pool, async (run) => {
    await lockModels(run, input.stream);
    await refuseKnown(run, input, digest);
    const model = await readModel(run, await insertImported(run, given, { artefact, digest, card }));
    const audited = { resource: `model:${model.id}`, outcome: "success", after: model } as const;
    await appendAudit(run, { actor, action: "model.import", ...audited });
    await tellOfModels(run, [model]);
    return model;
  });
}
