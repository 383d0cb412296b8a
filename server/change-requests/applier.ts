import type { Actor } from "../audit/write-audit.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { PushDraft } from "../realtime/append-push.ts";
import type { RequestRecord } from "./request-record.ts";

/** What came of an approved request: done, or no longer possible as it was seen. */
export type Applied =
  | { readonly ok: true; readonly outcome: string; readonly done: unknown; readonly pushes: readonly PushDraft[] }
  | { readonly ok: false; readonly outcome: string };

/**
 * Does what an approved request asks for, in the transaction of the decision that approved it, with the audit entry of
 * what it does. `actor` is who decided last, or Tideline where the wait stood in for a second person.
 */
export type Applier = (run: RunStatement, request: RequestRecord, actor: Actor) => Promise<Applied>;
