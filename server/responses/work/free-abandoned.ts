import { inTransaction } from "../../db/in-transaction.ts";
import type { Pool } from "../../db/pg.ts";
import { publishSteps } from "../publish-steps.ts";
import { readResponses } from "../response-record.ts";
import { type StepTaken, systemActor, takeStep } from "../take-step.ts";
import { lockAbandoned } from "./worker-life.ts";

const reason = "The worker died before the answer came.";

/**
 * Takes over from workers that died. What was being executed is unknown from now on, for the call may have arrived; what
 * was being undone or read back is simply done again.
 */
export function freeAbandoned(pool: Pool, now: Date): Promise<number> {
  return inTransaction(pool, async (run) => {
    const ids = await lockAbandoned(run);
    if (ids.length === 0) return 0;
    const steps: StepTaken[] = [];
    for (const record of await readResponses(run, ids)) {
      if (record.state === "executing") {
        const changes = { problem: reason };
        const lost = { event: { kind: "lose" }, actor: systemActor, reason, changes } as const;
        const taken = await takeStep(run, record, lost, now);
        if (taken !== null) steps.push(taken);
      } else {
        await run("UPDATE response SET claimed_by = NULL, due_at = $2 WHERE id = $1", [record.id, now]);
      }
    }
    await publishSteps(run, steps);
    return ids.length;
  });
}
