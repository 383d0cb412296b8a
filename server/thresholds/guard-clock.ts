import type { Queryable } from "../db/pg.ts";

/** Which guard takes verdicts up, and where its clock stands: what was drawn is due by that, in a replay too. */
export interface GuardClock {
  /** 0: none is in force, and nothing is waited for. */
  readonly guard: number;
  readonly at: Date;
}

const sql = `SELECT guard, (body ->> 'at')::float8 AS at_ms FROM guard_view WHERE stream = $1`;

/** The clock of the stream's guard as it stood a few seconds ago. */
export async function readGuardClock(db: Queryable, stream: number): Promise<GuardClock> {
  const { rows } = await db.query<{ guard: number; at_ms: number }>({ text: sql, values: [stream] });
  const [row] = rows;
  return { guard: row?.guard ?? 0, at: new Date(row?.at_ms ?? 0) };
}
