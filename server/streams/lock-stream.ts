import type { StreamState } from "../../lib/contracts/streams.ts";
import type { PoolClient } from "../db/pg.ts";

/** Who asked for a removal, and why. */
export interface RemovalNote {
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

export interface LockedStream {
  readonly id: number;
  readonly traffic: boolean;
  readonly removal: RemovalNote | null;
  readonly state: StreamState;
}

export function stateOf(stream: { readonly removal: unknown; readonly removed_at: Date | null }): StreamState {
  if (stream.removal === null) return "open";
  return stream.removed_at === null ? "removing" : "removed";
}

/** The stream's row, locked until the transaction ends: changes of a stream follow each other. */
export async function lockStream(client: PoolClient, id: number): Promise<LockedStream> {
  const { rows } = await client.query<{ traffic: boolean; removal: RemovalNote | null; removed_at: Date | null }>(
    "SELECT traffic, removal, removed_at FROM stream WHERE id = $1 FOR NO KEY UPDATE",
    [id],
  );
  const row = rows[0];
  if (row === undefined) throw new Error(`There is no stream ${id}.`);
  return { id, traffic: row.traffic, removal: row.removal, state: stateOf(row) };
}
