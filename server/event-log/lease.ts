import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { connect } from "../db/pg.ts";

/** How long an owner that is never heard of again keeps the stream, if even its connection lives on. */
const leaseSeconds = 5;
/** Renewed when this much time went by without a commit, which renews too. */
export const renewAfterMs = 1_600;
const retryMs = 150;
/** First half of the advisory lock's key; the second is the stream. */
const lockClass = 0x54494445;

/** The right to score a stream, for as long as no other owner has raised the fence. */
export interface ScoringSession {
  readonly stream: number;
  /** Grows with each owner. Every transaction of ours changes a row that still carries it. */
  readonly fence: number;
  /** Next offset to score, as it stood when we took the stream over. */
  readonly position: number;
  /** The one connection that writes; `server` alone uses it. */
  readonly client: pg.Client;
}

/** Somebody else owns the stream now: what we hold is stale, and nothing of it was written. */
export class FenceLostError extends Error {
  override readonly name = "FenceLostError";
  constructor(stream: number) {
    super(`Stream ${stream} has another owner now.`);
  }
}

const takeSql = `
  WITH alone AS MATERIALIZED (SELECT pg_try_advisory_lock(${lockClass}, $1::smallint::int) AS locked)
  UPDATE log_position
  SET fence = fence + 1, owner = $2, lease_until = clock_timestamp() + interval '${leaseSeconds} seconds'
  FROM alone
  WHERE stream = $1::smallint AND NOT (SELECT closed FROM log_head WHERE stream = $1::smallint) AND (alone.locked OR lease_until IS NULL OR lease_until < clock_timestamp())
  RETURNING fence, position`;

export interface OwnershipOptions {
  /** A direct connection: the lock belongs to the session. */
  readonly url: string;
  readonly stream: number;
  /** Who we are, for people: host and process. */
  readonly owner: string;
}

async function tryTake(client: pg.Client, { stream, owner }: OwnershipOptions): Promise<ScoringSession | null> {
  const { rows } = await client.query<{ fence: string; position: string }>(takeSql, [stream, owner]);
  const row = rows[0];
  return row === undefined ? null : { stream, client, fence: Number(row.fence), position: Number(row.position) };
}

/**
 * Waits until the stream is ours; null if the signal comes first. The session's advisory lock tells at once that the
 * owner before us is gone (its server process ends with its connection); the lease tells it where that hangs. Neither
 * is trusted for safety: an owner that was only slow finds the fence raised and can write nothing more. Nobody owns a
 * stream that was removed.
 */
export async function takeOwnership(options: OwnershipOptions, signal: AbortSignal): Promise<ScoringSession | null> {
  const client = await connect({
    url: options.url,
    name: `tideline scoring ${options.stream}`,
    queryTimeoutMs: 60_000,
  });
  try {
    while (!signal.aborted) {
      const session = await tryTake(client, options);
      if (session !== null) return session;
      await pause(retryMs, undefined, { signal }).catch(() => undefined);
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end();
  return null;
}

/** In a transaction: makes sure that the stream is still ours until its commit. Renews the lease by the way. */
export async function holdFence({ client, stream, fence }: ScoringSession): Promise<void> {
  const { rowCount } = await client.query({
    name: "hold fence",
    text: `UPDATE log_position SET lease_until = clock_timestamp() + interval '${leaseSeconds} seconds'
      WHERE stream = $1 AND fence = $2`,
    values: [stream, fence],
  });
  if (rowCount !== 1) throw new FenceLostError(stream);
}

/** The part of a scoring transaction that moves the position: `new position, stream, fence, old position`. */
export const movePositionSql = `UPDATE log_position
  SET position = $1::bigint, lease_until = clock_timestamp() + interval '${leaseSeconds} seconds'
  WHERE stream = $2::smallint AND fence = $3::bigint AND position = $4::bigint`;

/** Gives the stream up, so that the next owner need not wait. */
export async function releaseOwnership({ client, stream, fence }: ScoringSession): Promise<void> {
  await client
    .query("UPDATE log_position SET owner = NULL, lease_until = NULL WHERE stream = $1 AND fence = $2", [stream, fence])
    .catch(() => undefined); // a broken connection has released it already
  await client.end().catch(() => undefined);
}
