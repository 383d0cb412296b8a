import type { StreamName } from "../../lib/contracts/common.ts";
import type { PushBody } from "../../lib/contracts/live.ts";
import type { Actor } from "../audit/write-audit.ts";
import type { PoolClient } from "../db/pg.ts";
import { appendPush } from "../realtime/append-push.ts";

interface StreamChange {
  readonly stream: StreamName;
  readonly actor: Actor;
  readonly action: "stream.remove" | "stream.start" | "stream.traffic";
  readonly outcome: "attempt" | "success";
  readonly after: Readonly<Record<string, unknown>>;
  readonly push: PushBody["stream"]["change"];
}

/** Audit, news for the processes and news for the browsers of what became of a stream; last in its transaction. */
export async function recordChange(client: PoolClient, change: StreamChange): Promise<void> {
  const { stream, actor, action, outcome, after, push } = change;
  await client.query(
    `INSERT INTO audit_entry (actor_kind, actor, address, action, resource, outcome, after, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [actor.kind, actor.name, actor.address, action, `stream:${stream}`, outcome, after, actor.requestId],
  );
  await client.query("SELECT pg_notify('tideline_keys', ''), pg_notify('tideline_streams', $1)", [stream]);
  const run = (text: string, values: readonly unknown[]) => client.query({ text, values: [...values] });
  await appendPush(run, [{ kind: "stream", stream: null, body: { stream, change: push } }]);
}
