import type { Principal } from "../auth/principal.ts";
import { type DatabaseOrTransaction, Sql } from "../db/prisma.ts";

export interface Actor {
  readonly kind: "user" | "key" | "system";
  /** E-mail address of a person, `key:NAME` of a machine. */
  readonly name: string;
  readonly address: string | null;
  readonly requestId: string | null;
}

export interface AuditDraft {
  readonly actor: Actor;
  /** What was done, as noun.verb: `alert.resolve`. */
  readonly action: string;
  /** What it was done to: `alert:12`. */
  readonly resource: string;
  readonly outcome: "attempt" | "success" | "failure";
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The person or machine behind a request. */
export function actorOf(caller: {
  readonly principal: Principal;
  readonly address: string;
  readonly requestId: string;
}): Actor {
  const { principal, address, requestId } = caller;
  switch (principal.kind) {
    case "user":
      return { kind: "user", name: principal.email, address, requestId };
    case "key":
      return { kind: "key", name: `key:${principal.name}`, address, requestId };
    case "anonymous":
      return { kind: "system", name: "anonymous", address, requestId };
  }
}

/** Rows as PostgreSQL can hold them: jsonb takes no NUL, and a value that cannot be JSON is a bug of the caller. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll("\\u0000", "\\ufffd"));
}

/** Writes one entry; inside the transaction of the change it tells of, so that neither exists without the other. */
export async function writeAudit(db: DatabaseOrTransaction, draft: AuditDraft): Promise<void> {
  const { actor, action, resource, outcome, before, after } = draft;
  const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(asJson(value)));
  await db.$executeRaw(Sql.sql`
    INSERT INTO audit_entry (actor_kind, actor, address, action, resource, outcome, before, after, request_id)
    VALUES (${actor.kind}, ${actor.name}, ${actor.address}, ${action}, ${resource}, ${outcome},
      ${json(before)}::jsonb, ${json(after)}::jsonb, ${actor.requestId})`);
}
