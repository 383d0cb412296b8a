import type { BlastRadius, ResponseEvidence } from "../../lib/contracts/responses.ts";
import { evidenceHash } from "../../lib/responses/evidence-hash.ts";
import type { ResponseAction, ResponseTarget } from "../../lib/responses/words.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { idOfHex } from "../events/entity-hex.ts";
import { type ResponseRecord, readResponses } from "./response-record.ts";

export interface NewResponse {
  readonly stream: number;
  readonly action: ResponseAction;
  readonly target: ResponseTarget;
  readonly reason: string;
  readonly alertId: number;
  readonly playbook: { readonly id: number; readonly version: number } | null;
  readonly executor: { readonly id: number; readonly version: number };
  readonly proposedBy: string;
  readonly automatic: boolean;
  readonly evidence: ResponseEvidence;
  readonly policyVersion: number;
  readonly blastRadius: BlastRadius;
  readonly budget: { readonly maxActive: number; readonly maxPerHour: number };
  readonly leaseSeconds: number;
  readonly replaces: number | null;
}

const insertSql = `
  INSERT INTO response (stream, action, target_kind, target_name, target_role, target_entity_id, state, reason, alert_id,
    playbook_id, playbook_version, executor_id, executor_version, proposed_by, proposed_at, automatic, evidence,
    evidence_hash, policy_version, blast_radius, max_active, max_per_hour, lease_seconds, replaces, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8, $9, $10, $11, $12, $13, $23, $14, $15::jsonb, $16, $17,
    $18::jsonb, $19, $20, $21, $22, $23)
  ON CONFLICT DO NOTHING RETURNING id`;

/** Adds a proposal, bound to its evidence. Null where the playbook has proposed the same about the alert before. */
export async function insertResponse(run: RunStatement, fresh: NewResponse, now: Date): Promise<ResponseRecord | null> {
  const { target, playbook, executor, budget, evidence } = fresh;
  const { rows } = await run(insertSql, [
    fresh.stream,
    fresh.action,
    target.kind,
    target.name,
    target.role,
    target.entityId === null ? null : idOfHex(target.entityId).toString(),
    fresh.reason,
    fresh.alertId,
    playbook?.id ?? null,
    playbook?.version ?? null,
    executor.id,
    executor.version,
    fresh.proposedBy,
    fresh.automatic,
    JSON.stringify(evidence),
    evidenceHash(fresh),
    fresh.policyVersion,
    JSON.stringify(fresh.blastRadius),
    budget.maxActive,
    budget.maxPerHour,
    fresh.leaseSeconds,
    fresh.replaces,
    now,
  ]);
  const id = rows[0]?.id;
  if (id === undefined) return null;
  const [record] = await readResponses(run, [Number(id)]);
  return record ?? null;
}
