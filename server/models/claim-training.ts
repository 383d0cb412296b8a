import { z } from "zod";
import type { StreamName } from "../../lib/contracts/common.ts";
import { type TrainingOptions, trainingOptionsSchema } from "../../lib/contracts/models.ts";
import type { Pool } from "../db/pg.ts";
import { streamName } from "../db/stream-number.ts";
import { inTransaction } from "../responses/in-transaction.ts";
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
    progress = 0, step = 'Starting'
  WHERE id = (SELECT id FROM trained_model WHERE state = 'training' AND cancelled_at IS NULL
    AND (heartbeat_at IS NULL OR heartbeat_at < now() - interval '${lostAfter}')
    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id::float8 AS id, stream, origin, options, heartbeat_at::text AS fence`;

const claimedSchema = z.object({
  id: z.number(),
  stream: z.number(),
  origin: z.enum(["generated", "verdicts"]),
  // Stored as they were asked for; a row from elsewhere has the defaults.
  options: trainingOptionsSchema.nullable().transform((options) => options ?? trainingOptionsSchema.parse({})),
  fence: z.string(),
});

/** The oldest training that nobody works on, as ours; null where there is none. Ends those that were cancelled meanwhile. */
export function claimTraining(pool: Pool): Promise<TrainingClaim | null> {
  return inTransaction(pool, async (run) => {
    const ended = await run(endCancelledSql, []);
    const { rows } = await run(claimSql, []);
    const claimed = rows[0] === undefined ? null : claimedSchema.parse(rows[0]);
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
