import type { PoolClient } from "../db/pg.ts";
import { AppError } from "../http/app-error.ts";

/** In these an executor may have done it, or is about to, and nobody has read back that it is undone. */
const mayHold = ["approved", "executing", "unknown", "active", "expiring", "rolled_back", "rollback_failed"];

/**
 * Refuses to remove a stream while something of it may hold outside of Tideline: with its rows would go who undoes it and
 * when. The lab goes with the demo and the dry run holds nothing; a webhook reaches what stays.
 */
export async function refuseHeldOutside(client: PoolClient, stream: number): Promise<void> {
  const { rows } = await client.query<{ held: number; through: string | null }>(
    `SELECT count(*)::int AS held, string_agg(DISTINCT executor.name, ', ') AS through
     FROM response JOIN executor ON executor.id = executor_id
     WHERE response.stream = $1 AND executor.kind = 'webhook' AND state = ANY($2)`,
    [stream, mayHold],
  );
  const { held, through } = rows[0] ?? { held: 0, through: null };
  if (held === 0) return;
  const [what, it] = held === 1 ? ["1 response holds", "it"] : [`${held} responses hold`, "them"];
  throw new AppError("unprocessable", {
    detail: `${what} or may hold through ${through}, outside of Tideline. Undo ${it} first (Responses, Active).`,
  });
}
