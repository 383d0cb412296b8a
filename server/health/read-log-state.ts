import { type Database, Sql } from "../db/prisma.ts";
import { streamName } from "../db/stream-number.ts";

/** Where the log and its scoring stand. */
export interface LogState {
  readonly stream: string;
  /** Next offset to be given out, next to be scored. */
  readonly head: number;
  readonly position: number;
  /** Age of the oldest event that waits for its score. */
  readonly lagMs: number;
  /** Whether a worker holds the stream. */
  readonly owned: boolean;
  /** When that worker's right runs out, as it was last renewed; null: nobody holds the stream. */
  readonly lease: string | null;
  /** The stream is being removed, or was: nobody scores it. */
  readonly closed: boolean;
}

interface LogRow {
  readonly stream: number;
  readonly head: bigint;
  readonly position: bigint;
  readonly owned: boolean;
  readonly lagMs: number;
  readonly lease: string | null;
  readonly closed: boolean;
}

/** The state of every stream, all of one moment. */
export async function readLogStates(db: Database): Promise<LogState[]> {
  const rows = await db.$queryRaw<LogRow[]>(Sql.sql`
    SELECT h.stream, h.next AS head, p.position, coalesce(p.lease_until > now(), false) AS owned,
      p.lease_until::text AS lease, h.closed,
      CASE WHEN h.next = p.position THEN 0 ELSE coalesce(greatest(0, extract(epoch FROM now() - (
        SELECT received FROM block b WHERE b.stream = h.stream AND b.first <= p.position ORDER BY b.first DESC LIMIT 1
      ))::float8 * 1000), 0) END::float8 AS "lagMs"
    FROM log_head h JOIN log_position p ON p.stream = h.stream ORDER BY h.stream`);
  return rows.map(({ stream, head, position, owned, lagMs, lease, closed }) => ({
    stream: streamName(stream),
    head: Number(head),
    position: Number(position),
    lagMs,
    owned,
    lease,
    closed,
  }));
}
