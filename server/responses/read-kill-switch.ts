import { z } from "zod";
import type { KillSwitch } from "../../lib/contracts/response-decisions.ts";
import type { RunStatement } from "../db/run-statement.ts";

const rowSchema = z.object({
  on: z.boolean(),
  by: z.string().nullable(),
  at: z.date().nullable(),
  reason: z.string().nullable(),
  stopped: z.number().int(),
  rollingBack: z.number().int(),
});

export async function readKillSwitch(run: RunStatement): Promise<KillSwitch> {
  const { rows } = await run(
    `SELECT is_on AS on, moved_by AS by, moved_at AS at, reason, stopped, rolling_back AS "rollingBack"
    FROM kill_switch WHERE id = 1`,
    [],
  );
  const { at, ...state } = rowSchema.parse(rows[0]);
  return { ...state, at: at?.toISOString() ?? null };
}

/** Whether the switch is on to undo what holds: then nothing may come to hold any more, either. */
export async function isRollingBack(run: RunStatement): Promise<boolean> {
  const { rows } = await run("SELECT is_on AND rolls_back AS yes FROM kill_switch WHERE id = 1", []);
  return rows[0]?.yes === true;
}

/**
 * The lock between what starts and what stops: who starts a response, or records that it holds, has it shared until
 * that is committed; who turns the switch has it alone. The lock manager queues fairly, so starts cannot keep the switch waiting.
 */
export const killSwitchLock = {
  shared: "SELECT pg_advisory_xact_lock_shared(7420, 1)::text",
  alone: "SELECT pg_advisory_xact_lock(7420, 1)::text",
} as const;
