import type { Pool } from "../db/pg.ts";
import type { TrainingClaim } from "./claim-training.ts";

const releaseSql = `UPDATE trained_model SET heartbeat_at = NULL, attempts = greatest(0, attempts - 1)
  WHERE id = $1 AND state = 'training' AND heartbeat_at = $2::timestamptz`;

/** Hands a training back that is not at its end: the next trainer begins it at once, and it does not count as a try. */
export async function releaseTraining(pool: Pool, { id, fence }: TrainingClaim): Promise<void> {
  await pool.query(releaseSql, [id, fence]);
}
