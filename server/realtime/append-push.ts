import { type PushBody, type PushKind, pushRooms } from "../../lib/contracts/live.ts";
import type { RunStatement } from "../db/run-statement.ts";

/** Something to tell the browsers of a stream (its number in table `stream`; null concerns all). */
export type PushDraft = {
  readonly [K in PushKind]: { readonly kind: K; readonly stream: number | null; readonly body: PushBody[K] };
}[PushKind];

const appendSql = `
  WITH head AS (
    UPDATE push_head SET next = next + $1::int WHERE id = 1 RETURNING next - $1::int AS first
  ), message AS (
    INSERT INTO outbox (number, room, stream, kind, payload)
    SELECT head.first + m.ordinal - 1, m.room, m.stream, m.kind, m.payload::jsonb
    FROM head, unnest($2::text[], $3::smallint[], $4::text[], $5::text[])
      WITH ORDINALITY AS m (room, stream, kind, payload, ordinal)
    RETURNING 1
  )
  SELECT first, pg_notify('tideline_push', '')::text AS notified FROM head`;

/**
 * Numbers the messages and puts them into the outbox, in the caller's transaction and as its last statement before
 * COMMIT: the counter's row stays locked until then, so numbers are dense and in commit order, and whoever comes next
 * waits only for the commit itself. Also notifies the publishers, once a commit. Nothing happens without messages.
 */
export async function appendPush(run: RunStatement, messages: readonly PushDraft[]): Promise<void> {
  if (messages.length === 0) return;
  await run(appendSql, [
    messages.length,
    messages.map(({ kind }) => pushRooms[kind]),
    messages.map(({ stream }) => stream),
    messages.map(({ kind }) => kind),
    messages.map(({ body }) => JSON.stringify(body)),
  ]);
}
