import type { Pool } from "../db/pg.ts";

/** Streams with a guard in force that was never given known attacks of so many features. */
export async function streamsWithoutCanaries(pool: Pool, features: number): Promise<number[]> {
  const { rows } = await pool.query<{ stream: number }>(
    `SELECT v.stream FROM guard_view v WHERE NOT EXISTS (
       SELECT 1 FROM guard_input i WHERE i.stream = v.stream AND i.kind = 'canaries'
         AND (i.request ->> 'features')::int = $1) ORDER BY 1`,
    [features],
  );
  return rows.map(({ stream }) => stream);
}

interface Placing {
  readonly stream: number;
  /** As `lib/thresholds/guard-input.ts` reads them. */
  readonly families: unknown;
  /** Numbers in each vector. */
  readonly features: number;
}

/** Lays known attacks before the guard of a stream; scoring takes them up at an offset. */
export async function placeCanaries(pool: Pool, { stream, families, features }: Placing): Promise<void> {
  await pool.query(
    `WITH placed AS (
       INSERT INTO guard_input (stream, kind, request, actor) VALUES ($1, 'canaries', $2::jsonb, 'system') RETURNING 1
     )
     SELECT pg_notify('tideline_policy', '')::text FROM placed`,
    [stream, JSON.stringify({ families, features })],
  );
}
