import type { StreamName } from "../lib/contracts/common.ts";
import { startGuard } from "../lib/thresholds/adapt/guard-state.ts";
import { GuardInForce } from "../lib/thresholds/guard-in-force.ts";
import { viewOfGuard } from "../lib/thresholds/guard-view.ts";
import type { Pool } from "../server/db/pg.ts";
import { streamNumbers } from "../server/db/stream-number.ts";

interface SeededGuard {
  readonly stream: StreamName;
  readonly notify?: number;
  readonly number?: number;
  /** Events by what was decided about them. */
  readonly seen?: { readonly flagged: number; readonly near: number; readonly far: number };
}

/** A guard in force as the scoring loop writes it, with one move up (version 2) that can be rolled back. */
export async function seedGuard(pool: Pool, { stream, notify = 5, number = 3, seen }: SeededGuard): Promise<void> {
  const guard = new GuardInForce();
  const settings = { target: 0.01, capacityPerDay: 100, usualPerDay: 1000 };
  const startMs = Date.UTC(2026, 10, 20);
  guard.guard = number;
  guard.startOffset = 10;
  guard.clockMs = startMs + 3_600_000;
  guard.state = startGuard({ settings, notify, startMs, canaries: [{ family: "guessing", margins: [4, 6, 8] }] });
  Object.assign(guard.state.counts, seen);
  const body = { ...viewOfGuard(guard), policyVersion: 2, position: 500 };
  const id = streamNumbers[stream];
  await pool.query("DELETE FROM guard_view WHERE stream = $1", [id]);
  await pool.query("INSERT INTO guard_view (stream, guard, body) VALUES ($1, $2, $3)", [
    id,
    number,
    JSON.stringify(body),
  ]);
  await pool.query("DELETE FROM threshold_change WHERE stream = $1", [id]);
  const moves = [
    { version: 1, old: null, notify: notify - 0.1, cause: "policy", guard: null },
    { version: 2, old: notify - 0.1, notify, cause: "guarded", guard: number },
  ];
  for (const move of moves) {
    await pool.query(
      `INSERT INTO threshold_change (stream, version, "offset", policy_version, notify, old_notify, cause, reason, actor,
         estimated, inputs_digest, guard)
       VALUES ($1, $2, $3, 2, $4, $5, $6, 'for the test', 'system', false, 'd1', $7)`,
      [id, move.version, move.version * 100, move.notify, move.old, move.cause, move.guard],
    );
  }
}

/** An open spot check; gives its id. */
export async function seedSpotCheck(
  pool: Pool,
  { stream, eventId, dueMs = Date.now() + 86_400_000 }: { stream: StreamName; eventId: number; dueMs?: number },
): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO spot_check (stream, event_id, received, guard, time, summary, origin, margin, score, notify, chance, near,
       due_at)
     VALUES ($1, $2, now(), 3, now(), 'sign-in of ann', '10.0.0.1', 4.2, 50, 5, 0.1, true, to_timestamp($3 / 1000.0))
     RETURNING id`,
    [streamNumbers[stream], eventId, dueMs],
  );
  return Number(rows[0]?.id);
}
