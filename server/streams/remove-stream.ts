import type { StreamName } from "../../lib/contracts/common.ts";
import type { Actor } from "../audit/write-audit.ts";
import { type Pool, type PoolClient, withTransaction } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { deleteStreamRows, emptyStream } from "./empty-stream.ts";
import { lockStream } from "./lock-stream.ts";
import { recordChange } from "./record-change.ts";
import { refuseHeldOutside } from "./refuse-held-outside.ts";

interface RemovalRequest {
  readonly stream: StreamName;
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Date;
}

/** Closes the log, switches the generated traffic off for good, and ends every key of the stream. */
async function ask(client: PoolClient, request: RemovalRequest): Promise<void> {
  const { stream, reason, actor, now } = request;
  const id = streamNumbers[stream];
  const { state } = await lockStream(client, id);
  if (state !== "open") return;
  await refuseHeldOutside(client, id);
  const removal = { by: actor.name, reason, at: now.toISOString() };
  await client.query("UPDATE stream SET removal = $2, removed_at = NULL, traffic = false WHERE id = $1", [id, removal]);
  await client.query("UPDATE log_head SET closed = true WHERE stream = $1", [id]);
  const revoked = await client.query(
    "UPDATE api_key SET revoked_at = $2 WHERE stream = $1 AND revoked_at IS NULL RETURNING name",
    [id, now],
  );
  const after = { reason, keysRevoked: revoked.rows.map(({ name }) => String(name)) };
  await recordChange(client, { stream, actor, action: "stream.remove", outcome: "attempt", after, push: "removing" });
}

/**
 * Removes a stream: at once nothing comes in any more, then all of it goes. What is not done when this returns, or when
 * this process is killed, the worker's job does. Asking twice changes nothing.
 */
export async function removeStream(pool: Pool, request: RemovalRequest): Promise<void> {
  if (request.stream === "main") {
    throw new AppError("unprocessable", { detail: "The stream main holds your own events: it cannot be removed." });
  }
  await withTransaction(pool, (client) => ask(client, request));
  await emptyStream(pool, streamNumbers[request.stream]);
}

/** Finishes removals that were begun, and clears away what was written to a removed stream by somebody who was late. */
export async function finishRemovals(pool: Pool): Promise<void> {
  for (const id of Object.values(streamNumbers)) {
    await emptyStream(pool, id);
    await withTransaction(pool, async (client) => {
      const { state } = await lockStream(client, id);
      if (state === "removed") await deleteStreamRows(client, id);
    });
  }
}
