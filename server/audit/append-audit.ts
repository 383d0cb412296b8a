import type { RunStatement } from "../db/run-statement.ts";
import type { AuditDraft } from "./write-audit.ts";

const appendSql = `
  INSERT INTO audit_entry (actor_kind, actor, address, action, resource, outcome, before, after, request_id)
  SELECT kind, actor, address, action, resource, outcome, nullif(before, 'null'), nullif(after, 'null'), request_id
  FROM jsonb_to_recordset($1::jsonb) AS e (kind text, actor text, address text, action text,
    resource text, outcome text, before jsonb, after jsonb, request_id text, place bigint) ORDER BY place`;

/** `writeAudit` for operations that speak to pg directly; inside the transaction of the changes they tell of. */
export async function appendAudits(run: RunStatement, drafts: readonly AuditDraft[]): Promise<void> {
  const entries = drafts.map(({ actor, before, after, ...what }, place) => {
    const { kind, name, address, requestId } = actor;
    return {
      kind,
      actor: name,
      address,
      request_id: requestId,
      before: before ?? null,
      after: after ?? null,
      place,
      ...what,
    };
  });
  // jsonb takes no NUL.
  await run(appendSql, [JSON.stringify(entries).replaceAll("\\u0000", "\\ufffd")]);
}

/** One entry. */
export function appendAudit(run: RunStatement, draft: AuditDraft): Promise<void> {
  return appendAudits(run, [draft]);
}
