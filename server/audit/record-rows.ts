import type { EntryContent } from "../../lib/record/record-lines.ts";

/** What an entry's hash is taken of, as the sealer, the export and the verifier alike read it. */
export const contentColumns = `id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at_text,
  actor_kind, actor, address, action, resource, outcome, before, after, request_id`;

export interface ContentRow {
  readonly id: string;
  readonly at_text: string;
  readonly actor_kind: string;
  readonly actor: string;
  readonly address: string | null;
  readonly action: string;
  readonly resource: string;
  readonly outcome: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly request_id: string | null;
}

/** The row with its place in the chain. */
export function contentOf(row: ContentRow, place: { readonly seal: number; readonly previousHash: string }) {
  return {
    ...place,
    id: Number(row.id),
    at: row.at_text,
    actorKind: row.actor_kind,
    actor: row.actor,
    address: row.address,
    action: row.action,
    resource: row.resource,
    outcome: row.outcome,
    before: row.before,
    after: row.after,
    requestId: row.request_id,
  } satisfies EntryContent;
}
