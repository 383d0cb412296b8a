import type { RunStatement } from "../db/run-statement.ts";
import type { ExecutorRecord } from "./executor-record.ts";
import { lockResponses } from "./lock-responses.ts";
import { refreshEvidence } from "./refresh-evidence.ts";
import type { StepTaken } from "./take-step.ts";

/**
 * What waits for people is bound to the executor as it is now. Else an approval would be taken of what was shown, and
 * then be stopped at the door for what was changed.
 */
export async function bindToExecutor(
  run: RunStatement,
  { id, version }: Pick<ExecutorRecord, "id" | "version">,
  now: Date,
): Promise<StepTaken[]> {
  const { rows } = await run("SELECT id FROM response WHERE executor_id = $1 AND state = 'awaiting_approval'", [id]);
  const ids = rows.map((row) => Number(row.id));
  const taken: StepTaken[] = [];
  for (const record of (await lockResponses(run, ids)).values()) {
    if (record.state !== "awaiting_approval") continue;
    const { evidence, policyVersion, playbookVersion } = record;
    const fresh = { evidence, policyVersion, playbookVersion, executorVersion: version };
    const step = await refreshEvidence(run, record, fresh, now);
    if (step !== null) taken.push(step);
  }
  return taken;
}
