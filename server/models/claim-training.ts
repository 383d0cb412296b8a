import { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import { type TrainingOptions, trainingOptionsSchema } from "../../lib/contracts/models.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName } from "../db/stream-number.ts";
import { appendTrainingLines } from "./append-training-lines.ts";
import { giveUpTrainings, mostAttempts } from "./give-up-trainings.ts";
import { tellOfModels } from "./tell-of-model.ts";

/** A trainer that has not been heard of for so long is taken for dead, and its work begun again by another. */
const lostAfter = "15 seconds";

/** A training that is ours as long as `fence` is its last sign of life. */
export interface TrainingClaim {
  readonly id: number;
  readonly stream: StreamName;
  readonly origin: "generated" | "verdicts";
  readonly options: TrainingOptions;
  readonly fence: string;
}

const endCancelledSql = `UPDATE trained_model SET state = 'cancelled', finished_at = now(), progress = NULL, step = NULL
  WHERE state = 'training' AND cancelled_at IS NOT NULL AND (heartbeat_at IS NULL OR heartbeat_at < now() - interval '${lostAfter}')
  RETURNING id::float8 AS id, stream`;

const claimSql = `UPDATE trained_model SET started_at = coalesce(started_at, now()), heartbeat_at = clock_timestamp(),
    progress = 0, step = 'Starting', attempts = attempts + 1
  WHERE id = (SELECT id FROM trained_model WHERE state = 'training' AND cancelled_at IS NULL
    AND (heartbeat_at IS NULL OR heartbeat_at < now() - interval '${lostAfter}')
    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id::float8 AS id, stream, origin, options, attempts, heartbeat_at::text AS fence`;

const claimedSchema = z.object({
  id: z.number(),
  stream: z.number(),
  origin: z.enum(["generated", "verdicts"]),
  // Stored as they were asked for; a row from elsewhere has the defaults.
  options: trainingOptionsSchema.nullable().transform((options) => options ?? trainingOptionsSchema.parse({})),
  attempts: z.number(),
  fence: z.string(),
});

/** What the trainer before has said is of a training that came to nothing. */
async function beginLogAgain(run: RunStatement, { id, attempts }: z.infer<typeof claimedSchema>): Promise<void> {
  if (attempts === 1) return;
  await run("DELETE FROM training_log_line WHERE model_id = $1", [id]);
  const line = `Begun again, try ${attempts} of ${mostAttempts}: the worker before stopped without a word`;
  await appendTrainingLines(run, id, [line]);
}

/**
 * The oldest training that nobody works on, as ours; null where there is none. Ends those that were cancelled
 * meanwhile, and those that three workers did not survive.
 */
export function claimTraining(pool: Pool): Promise<TrainingClaim | null> {
  return inTransaction(pool, async (run) => {
    const ended = await run(endCancelledSql, []);
    await giveUpTrainings(run, lostAfter);
    const { rows } = await run(claimSql, []);
    const claimed = rows[0] === undefined ? null : claimedSchema.parse(rows[0]);
    if (claimed !== null) await beginLogAgain(run, claimed);
    const claim = claimed === null ? null : { ...claimed, stream: streamName(claimed.stream) };
    const news = ended.rows.map((row) => ({
      stream: streamName(Number(row.stream)),
      id: Number(row.id),
      state: "cancelled" as const,
      progress: null,
    }));
    await tellOfModels(run, news);
    return claim;
  });
}
