import type { StreamName } from "../../lib/contracts/common.ts";
import type { Actor } from "../audit/write-audit.ts";
import { type Pool, type PoolClient, withTransaction } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { AppError } from "../http/app-error.ts";
import { deleteStreamRows, resetLog } from "./empty-stream.ts";
import { lockStream } from "./lock-stream.ts";
import { recordChange } from "./record-change.ts";

interface StreamRequest {
  readonly stream: StreamName;
  readonly actor: Actor;
}

function checkGenerated(stream: StreamName): void {
  if (stream === "main") {
    throw new AppError("unprocessable", { detail: "Generated traffic goes into the stream demo, never into main." });
  }
}

/** Opens a removed stream. Whatever somebody who was late wrote to it meanwhile goes first. */
async function reopen(client: PoolClient, id: number): Promise<void> {
  await client.query("SELECT 1 FROM log_head WHERE stream = $1 FOR UPDATE", [id]);
  await client.query("SELECT 1 FROM log_position WHERE stream = $1 FOR UPDATE", [id]);
  await deleteStreamRows(client, id);
  await resetLog(client, id);
  // Writers remember for which days they made partitions.
  await client.query(
    "SELECT ensure_partitions($1::smallint, (now() AT TIME ZONE 'UTC')::date + d)::text FROM generate_series(-1, 2) AS d",
    [id],
  );
  await client.query("UPDATE log_head SET closed = false WHERE stream = $1", [id]);
}

/** Begins a removed stream anew, with generated traffic; on one that is open it switches the traffic on. */
export async function startStream(pool: Pool, { stream, actor }: StreamRequest): Promise<void> {
  checkGenerated(stream);
  const id = streamNumbers[stream];
  await withTransaction(pool, async (client) => {
    const { state, traffic } = await lockStream(client, id);
    if (state === "removing") {
      throw new AppError("conflict", { detail: "The stream is still being removed. Try again in a moment." });
    }
    if (state === "open" && traffic) return;
    if (state === "removed") await reopen(client, id);
    await client.query(
      `UPDATE stream SET removal = NULL, removed_at = NULL, traffic = true, generation = generation + $2 WHERE id = $1`,
      [id, state === "removed" ? 1 : 0],
    );
    const after = { traffic: true, anew: state === "removed" };
    await recordChange(client, { stream, actor, action: "stream.start", outcome: "success", after, push: "started" });
  });
}

/** Switches the generated traffic; it stays so at the next start. */
export async function setTraffic(
  pool: Pool,
  { stream, actor, traffic }: StreamRequest & { readonly traffic: boolean },
): Promise<void> {
  checkGenerated(stream);
  const id = streamNumbers[stream];
  await withTransaction(pool, async (client) => {
    const before = await lockStream(client, id);
    if (before.state !== "open") {
      throw new AppError("unprocessable", { detail: `The stream ${stream} was removed: start it again first.` });
    }
    if (before.traffic === traffic) return;
    await client.query("UPDATE stream SET traffic = $2 WHERE id = $1", [id, traffic]);
    const after = { traffic };
    await recordChange(client, { stream, actor, action: "stream.traffic", outcome: "success", after, push: "traffic" });
  });
}
