import { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { ModelStanding } from "../../lib/contracts/models.ts";
import { modelsBefore } from "../../lib/models/champion/models-before.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamNumbers } from "../db/stream-number.ts";

const standingSql = `SELECT
  (SELECT id::float8 FROM trained_model WHERE stream = $1 AND state = 'champion') AS champion,
  (SELECT id::float8 FROM trained_model WHERE stream = $1 AND state = 'training') AS training,
  (SELECT coalesce(array_agg(model_id::float8 ORDER BY version), '{}') FROM model_activation WHERE stream = $1) AS activations`;
const rowSchema = z.object({
  champion: z.number().nullable(),
  training: z.number().nullable(),
  activations: z.array(z.number().nullable()),
});

/** What scores a stream, and what a roll back would lead to. */
export async function readStanding(run: RunStatement, stream: StreamName): Promise<ModelStanding> {
  const { rows } = await run(standingSql, [streamNumbers[stream]]);
  const { champion, training, activations } = rowSchema.parse(rows[0]);
  const [before = null] = champion === null ? [] : modelsBefore(activations);
  if (before === null) return { champion, training, rollBackTo: null };
  const named = await run("SELECT id::float8 AS id, number, name FROM trained_model WHERE id = $1", [before]);
  const rollBackTo = z.object({ id: z.number(), number: z.number(), name: z.string() }).parse(named.rows[0]);
  return { champion, training, rollBackTo };
}
