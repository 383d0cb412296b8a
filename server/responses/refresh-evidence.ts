import type { ResponseEvidence } from "../../lib/contracts/responses.ts";
import { canonicalJson } from "../../lib/responses/canonical-json.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { hashOf, type ResponseRecord } from "./response-record.ts";
import { type StepTaken, systemActor } from "./take-step.ts";

export interface FreshEvidence {
  readonly evidence: ResponseEvidence;
  readonly policyVersion: number;
  readonly playbookVersion: number | null;
  readonly executorVersion: number;
}

const refreshSql = `
  WITH updated AS (
    UPDATE response SET evidence = $2::jsonb, evidence_hash = $3, policy_version = $4, playbook_version = $5,
      executor_version = $10, updated_at = $6, revision = revision + 1
    WHERE id = $1
  )
  INSERT INTO response_step (response_id, at, actor, event, from_state, to_state, evidence_hash, detail)
  VALUES ($1, $6, $7, 'evidence_changed', $8, $8, $3, $9::jsonb)`;

/** What differs, in words for who looked at the older one. */
function differences(older: ResponseRecord, fresh: FreshEvidence): string[] {
  const before: Readonly<Record<string, unknown>> = older.evidence;
  const fields = Object.entries(fresh.evidence).filter(
    ([name, value]) => canonicalJson(before[name] ?? null) !== canonicalJson(value),
  );
  const shown = (value: unknown) => (typeof value === "string" ? value : canonicalJson(value ?? null)).slice(0, 200);
  const changed = fields.map(([name, value]) => `${name} ${shown(before[name])} → ${shown(value)}`);
  if (fresh.policyVersion !== older.policyVersion) {
    changed.push(`policy version ${older.policyVersion} → ${fresh.policyVersion}`);
  }
  if (fresh.playbookVersion !== older.playbookVersion) {
    changed.push(`playbook version ${older.playbookVersion} → ${fresh.playbookVersion}`);
  }
  if (fresh.executorVersion !== older.executorVersion) {
    changed.push(`executor "${older.executorName}" was changed`);
  }
  return changed;
}

/**
 * Binds a proposal that waits for people to newer evidence. Its hash is another one then, so that an approval of what
 * was seen before is refused. Null where nothing has changed. The caller has locked the row.
 */
export async function refreshEvidence(
  run: RunStatement,
  record: ResponseRecord,
  fresh: FreshEvidence,
  now: Date,
): Promise<StepTaken | null> {
  const changed = differences(record, fresh);
  if (changed.length === 0) return null;
  const next = { ...record, ...fresh, updatedAt: now, revision: record.revision + 1 };
  const evidenceHash = hashOf(next);
  await run(refreshSql, [
    record.id,
    JSON.stringify(fresh.evidence),
    evidenceHash,
    fresh.policyVersion,
    fresh.playbookVersion,
    now,
    systemActor.name,
    record.state,
    JSON.stringify({ changed }),
    fresh.executorVersion,
  ]);
  return { record: { ...next, evidenceHash }, change: "evidence_changed", effects: [] };
}
