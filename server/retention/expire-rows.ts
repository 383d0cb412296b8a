import type { Pool } from "../db/pg.ts";

/** How long rows of the unpartitioned tables are kept, and the statement that removes older ones. */
const expiries = {
  outbox: "DELETE FROM outbox WHERE at < now() - interval '10 minutes'",
  ownEvents: "DELETE FROM own_event WHERE sent_at < now() - interval '8 days'",
  receipts: "DELETE FROM receipt WHERE created_at < now() - interval '7 days'",
  sessions: "DELETE FROM session WHERE expires_at < now() - interval '1 day'",
  // Counted sign-ins of a quarter of an hour, by the milliseconds at which it began.
  attempts: "DELETE FROM rate_limit WHERE last_request < extract(epoch FROM now() - interval '1 day') * 1000",
  seconds: "DELETE FROM rollup WHERE resolution = 1 AND start < now() - interval '2 days'",
  minutes: "DELETE FROM rollup WHERE resolution = 60 AND start < now() - interval '30 days'",
  hours: "DELETE FROM rollup WHERE resolution = 3600 AND start < now() - interval '1 year'",
  // An artefact holds until its successor's offset: it goes once all events before that are gone.
  artefacts: `DELETE FROM artefact a USING artefact b
    WHERE b.stream = a.stream AND b.kind = a.kind AND b.version = a.version + 1
      AND b."offset" <= (SELECT coalesce(min(first), 0) FROM block WHERE stream = a.stream)`,
} as const;
export type Expiry = keyof typeof expiries;

/** Removes what is past its time; returns how many rows went. */
export async function expireRows(pool: Pool, what: readonly Expiry[]): Promise<Partial<Record<Expiry, number>>> {
  const removed: Partial<Record<Expiry, number>> = {};
  for (const name of what) removed[name] = (await pool.query(expiries[name])).rowCount ?? 0;
  return removed;
}
