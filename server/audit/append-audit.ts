import type { RunStatement } from "../realtime/append-push.ts";
import type { AuditDraft } from "./write-audit.ts";

const appendSql = `
  INSERT INTO audit_entry (actor_kind, actor, address, action, resource, outcome, before, after, request_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9)`;

/** jsonb takes no NUL. */
function asJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value).replaceAll("\\u0000", "\\ufffd");
}

/** `writeAudit` for operations that speak to pg directly; inside the transaction of the change it tells of. */
export async function appendAudit(run: RunStatement, draft: AuditDraft): Promise<void> {
  const { actor, action, resource, outcome, before, after } = draft;
  const { kind, name, address, requestId } = actor;
  await run(appendSql, [kind, name, address, action, resource, outcome, asJson(before), asJson(after), requestId]);
}
