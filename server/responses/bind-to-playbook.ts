import type { Actor } from "../audit/write-audit.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { lockResponses } from "./lock-responses.ts";
import { refreshEvidence } from "./refresh-evidence.ts";
import { type StepTaken, takeStep } from "./take-step.ts";

/** What waits for people was proposed by the older version: it is bound to the new one, or withdrawn with it. */
export async function bindToPlaybook(
  run: RunStatement,
  playbook: { readonly id: number; readonly version: number; readonly enabled: boolean },
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<StepTaken[]> {
  const { rows } = await run("SELECT id FROM response WHERE playbook_id = $1 AND state = 'awaiting_approval'", [
    playbook.id,
  ]);
  const ids = rows.map(({ id }) => Number(id));
  const taken: (StepTaken | null)[] = [];
  for (const record of (await lockResponses(run, ids)).values()) {
    if (record.state !== "awaiting_approval") continue;
    const { evidence, policyVersion, executorVersion } = record;
    if (playbook.enabled) {
      const fresh = { evidence, policyVersion, playbookVersion: playbook.version, executorVersion };
      taken.push(await refreshEvidence(run, record, fresh, now));
      continue;
    }
    const reason = "Its playbook was switched off.";
    const decision = { kind: "cancelled", by: actor.name, at: now.toISOString(), reason } as const;
    taken.push(await takeStep(run, record, { event: { kind: "cancel" }, actor, reason, changes: { decision } }, now));
  }
  return taken.filter((step) => step !== null);
}
