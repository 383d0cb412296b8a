import { z } from "zod";
import {
  type ChangeRequest,
  changeRequestKindSchema,
  changeRequestStateSchema,
} from "../../lib/contracts/change-requests.ts";
import { canonicalJson } from "../../lib/record/canonical-json.ts";
import { cryptography } from "../audit/cryptography.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { streamName, streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";

/** A row of `change_request` as the operations work with it. */
const recordSchema = z.object({
  id: z.coerce.number().int(),
  stream: z.number().int(),
  kind: changeRequestKindSchema,
  state: changeRequestStateSchema,
  title: z.string(),
  reason: z.string(),
  payload: z.unknown(),
  evidence: z.unknown(),
  digest: z.string(),
  requestedBy: z.string().nullable(),
  requestedName: z.string(),
  requestedSession: z.string().nullable(),
  needs: z.number().int(),
  delaySeconds: z.number().int(),
  approvedBy: z.array(z.string()),
  createdAt: z.date(),
  notBefore: z.date().nullable(),
  expiresAt: z.date(),
  closedAt: z.date().nullable(),
  closedBy: z.string().nullable(),
  outcome: z.string().nullable(),
});
/** As stored, and whether it is of the demonstration, where nobody has to be asked twice. */
export type RequestRecord = z.infer<typeof recordSchema> & { readonly isExempt: boolean };

/** What `requestRecord` reads, from `change_request r`. */
export const requestColumns = `r.id, r.stream, r.kind, r.state, r.title, r.reason, r.payload, r.evidence, r.digest,
  r.requested_by AS "requestedBy", r.requested_name AS "requestedName", r.requested_session AS "requestedSession",
  r.needs, r.delay_seconds AS "delaySeconds", r.created_at AS "createdAt", r.not_before AS "notBefore",
  r.expires_at AS "expiresAt", r.closed_at AS "closedAt", r.closed_by AS "closedBy", r.outcome,
  ARRAY(SELECT d.user_name FROM change_request_decision d WHERE d.request_id = r.id AND d.decision = 'approve'
    ORDER BY d.at, d.user_id) AS "approvedBy"`;

export function requestRecord(row: Readonly<Record<string, unknown>> | undefined): RequestRecord {
  const record = recordSchema.parse(row);
  return { ...record, isExempt: record.stream === streamNumbers.demo };
}

/** What a decision is bound to: another digest is another change. */
export function requestDigest(asked: Pick<RequestRecord, "kind" | "payload" | "evidence">): string {
  const { kind, payload, evidence } = asked;
  return cryptography.sha256(canonicalJson({ kind, payload, evidence }));
}

/** A request as lists show it. */
export function requestRow(record: RequestRecord): ChangeRequest {
  return {
    id: record.id,
    stream: streamName(record.stream),
    kind: record.kind,
    state: record.state,
    title: record.title,
    reason: record.reason,
    requestedBy: record.requestedBy === null ? null : record.requestedName,
    digest: record.digest,
    needs: record.needs,
    approvals: record.approvedBy.length,
    approvedBy: record.approvedBy,
    createdAt: record.createdAt.toISOString(),
    notBefore: record.notBefore?.toISOString() ?? null,
    expiresAt: record.expiresAt.toISOString(),
    closedAt: record.closedAt?.toISOString() ?? null,
    closedBy: record.closedBy,
    outcome: record.outcome,
  };
}

/** The one request, or a refusal. */
export async function readRequest(run: RunStatement, id: number): Promise<RequestRecord> {
  const { rows } = await run(`SELECT ${requestColumns} FROM change_request r WHERE r.id = $1`, [id]);
  if (rows[0] === undefined) throw new AppError("not_found", { detail: `There is no change request ${id}.` });
  return requestRecord(rows[0]);
}

/**
 * The one request, locked: whoever else decides on it waits until this decision is committed. Its stream is locked
 * first, as publishing does, so that neither waits for the other.
 */
export async function lockRequest(run: RunStatement, id: number): Promise<RequestRecord> {
  await run(
    `SELECT s.id FROM stream s WHERE s.id = (SELECT r.stream FROM change_request r WHERE r.id = $1)
    FOR NO KEY UPDATE OF s`,
    [id],
  );
  await run("SELECT id FROM change_request WHERE id = $1 FOR UPDATE", [id]);
  return readRequest(run, id);
}
