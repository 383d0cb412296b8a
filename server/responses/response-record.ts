import { z } from "zod";
import { streamSchema } from "../../lib/contracts/common.ts";
import {
  blastRadiusSchema,
  executorKindSchema,
  type ResponseRow,
  responseActionSchema,
  responseEvidenceSchema,
  responseGuardSchema,
  responseRowSchema,
  responseStateSchema,
  responseTabSchema,
  responseTargetKindSchema,
} from "../../lib/contracts/responses.ts";
import { evidenceHash } from "../../lib/responses/evidence-hash.ts";
import type { ResponseTarget } from "../../lib/responses/words.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { hexOfId } from "../events/entity-hex.ts";

const id = z.coerce.number().int();
const decisionSchema = responseRowSchema.shape.decision;

/** A row of `response` as the operations work with it, with the names that lists show. */
const recordSchema = z.object({
  id,
  stream: z.number().int(),
  streamName: streamSchema,
  actionId: z.string(),
  action: responseActionSchema,
  targetKind: responseTargetKindSchema,
  targetName: z.string(),
  targetRole: z.string(),
  targetEntityId: z.string().nullable(),
  state: responseStateSchema,
  tab: responseTabSchema,
  reason: z.string(),
  alertId: id.nullable(),
  playbookId: z.number().int().nullable(),
  playbookVersion: z.number().int().nullable(),
  playbookName: z.string().nullable(),
  executorId: z.number().int(),
  executorVersion: z.number().int(),
  executorName: z.string(),
  executorKind: executorKindSchema,
  proposedBy: z.string(),
  proposedAt: z.date(),
  decideBy: z.date().nullable(),
  automatic: z.boolean(),
  evidence: responseEvidenceSchema,
  evidenceHash: z.string(),
  policyVersion: z.number().int(),
  blastRadius: blastRadiusSchema,
  maxActive: z.number().int(),
  maxPerHour: z.number().int(),
  leaseSeconds: z.number().int(),
  leaseUntil: z.date().nullable(),
  activeSince: z.date().nullable(),
  decision: decisionSchema,
  approvedHash: z.string().nullable(),
  guard: z.object({ name: responseGuardSchema, detail: z.string() }).nullable(),
  problem: z.string().nullable(),
  replacedBy: id.nullable(),
  replaces: id.nullable(),
  tries: z.number().int(),
  claimedBy: z.number().int().nullable(),
  updatedAt: z.date(),
  revision: z.number().int(),
});
export type ResponseRecord = z.infer<typeof recordSchema>;

/** The columns of a ResponseRecord, over `response r` with its names joined by `responseJoins`. */
export const responseColumns = `
  r.id, r.stream, s.name AS "streamName", r.action_id AS "actionId", r.action, r.target_kind AS "targetKind",
  r.target_name AS "targetName", r.target_role AS "targetRole", r.target_entity_id::text AS "targetEntityId", r.state,
  r.tab, r.reason, r.alert_id AS "alertId", r.playbook_id AS "playbookId", r.playbook_version AS "playbookVersion",
  p.body->>'name' AS "playbookName", r.executor_id AS "executorId", r.executor_version AS "executorVersion",
  x.name AS "executorName", x.kind AS "executorKind", r.proposed_by AS "proposedBy", r.proposed_at AS "proposedAt",
  r.decide_by AS "decideBy", r.automatic, r.evidence, r.evidence_hash AS "evidenceHash",
  r.policy_version AS "policyVersion", r.blast_radius AS "blastRadius", r.max_active AS "maxActive",
  r.max_per_hour AS "maxPerHour", r.lease_seconds AS "leaseSeconds", r.lease_until AS "leaseUntil",
  r.active_since AS "activeSince", r.decision, r.approved_hash AS "approvedHash", r.guard, r.problem,
  r.replaced_by AS "replacedBy", r.replaces, r.tries, r.claimed_by AS "claimedBy", r.updated_at AS "updatedAt",
  r.revision`;

export const responseJoins = `
  JOIN stream s ON s.id = r.stream JOIN executor x ON x.id = r.executor_id LEFT JOIN playbook p ON p.id = r.playbook_id`;

export function responseRecord(row: Readonly<Record<string, unknown>>): ResponseRecord {
  return recordSchema.parse(row);
}

/** The responses with these ids, in ascending order. */
export async function readResponses(run: RunStatement, ids: readonly number[]): Promise<ResponseRecord[]> {
  const sql = `SELECT ${responseColumns} FROM response r ${responseJoins} WHERE r.id = ANY($1::bigint[]) ORDER BY r.id`;
  const { rows } = await run(sql, [ids]);
  return rows.map(responseRecord);
}

export function targetOf(record: ResponseRecord): ResponseTarget {
  const { targetKind, targetName, targetRole, targetEntityId } = record;
  const entityId = targetEntityId === null ? null : hexOfId(BigInt(targetEntityId));
  return { kind: targetKind, name: targetName, role: targetRole, entityId };
}

/** The hash of what the row says now: what a person sees is what is hashed, and what is hashed is what is done. */
export function hashOf(record: ResponseRecord): string {
  const { playbookId, playbookVersion } = record;
  return evidenceHash({
    action: record.action,
    target: targetOf(record),
    executor: { id: record.executorId, version: record.executorVersion },
    leaseSeconds: record.leaseSeconds,
    evidence: record.evidence,
    policyVersion: record.policyVersion,
    playbook: playbookId === null || playbookVersion === null ? null : { id: playbookId, version: playbookVersion },
  });
}

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** The response as lists and push messages show it. */
export function responseRow(record: ResponseRecord): ResponseRow {
  const { alertId, evidence, playbookId, playbookVersion, playbookName } = record;
  const { title, severity, score } = evidence;
  return {
    id: record.id,
    stream: record.streamName,
    action: record.action,
    target: targetOf(record),
    state: record.state,
    tab: record.tab,
    reason: record.reason,
    alert: alertId === null ? null : { id: alertId, title, severity, score },
    playbook:
      playbookId === null || playbookVersion === null
        ? null
        : { id: playbookId, version: playbookVersion, name: playbookName ?? "" },
    executor: { id: record.executorId, name: record.executorName, kind: record.executorKind },
    proposedBy: record.proposedBy,
    proposedAt: record.proposedAt.toISOString(),
    decideBy: record.state === "awaiting_approval" ? iso(record.decideBy) : null,
    automatic: record.automatic,
    evidenceHash: record.evidenceHash,
    policyVersion: record.policyVersion,
    blastRadius: record.blastRadius,
    leaseSeconds: record.leaseSeconds,
    leaseUntil: iso(record.leaseUntil),
    activeSince: iso(record.activeSince),
    decision: record.decision,
    guard: record.guard,
    problem: record.problem,
    replacedBy: record.replacedBy,
    replaces: record.replaces,
    updatedAt: record.updatedAt.toISOString(),
    revision: record.revision,
  };
}
