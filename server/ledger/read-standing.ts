import type { Queryable } from "../db/pg.ts";
import { addIntake, addTo, type IntakeTotals, type Span } from "./ledger-counts.ts";

export interface Standing {
  readonly asOf: Date;
  readonly head: number;
  readonly position: number;
  readonly lagMs: number;
  /** Grows each time the stream begins anew. */
  readonly generation: number;
}

/** Where the log and its scoring stand. The first statement of the ledger's transaction: it takes the snapshot. */
export async function readStanding(db: Queryable, stream: number): Promise<Standing> {
  const { rows } = await db.query<{ now: Date; head: number; position: number; lag_ms: number; generation: number }>({
    text: `SELECT now(), h.next::float8 AS head, s.generation, p.position::float8 AS position,
        CASE WHEN h.next <= p.position THEN 0 ELSE coalesce(greatest(0, extract(epoch FROM now() - (
          SELECT received FROM block b WHERE b.stream = $1 AND b.first <= p.position ORDER BY b.first DESC LIMIT 1
        ))::float8 * 1000), 0) END::float8 AS lag_ms
      FROM log_head h JOIN log_position p USING (stream) JOIN stream s ON s.id = h.stream WHERE h.stream = $1`,
    values: [stream],
  });
  const row = rows[0];
  if (row === undefined) throw new Error(`There is no stream ${stream}.`);
  return { asOf: row.now, head: row.head, position: row.position, lagMs: row.lag_ms, generation: row.generation };
}

export async function readSourceNames(
  db: Queryable,
  stream: number,
): Promise<Map<number, { readonly name: string; readonly format: string }>> {
  const { rows } = await db.query<{ id: number; name: string; format: string }>({
    text: "SELECT id, name, format FROM source WHERE stream = $1",
    values: [stream],
  });
  return new Map(rows.map(({ id, name, format }) => [id, { name, format }]));
}

export async function countDeadLetters(db: Queryable, stream: number, span: Span): Promise<Map<number, number>> {
  const { rows } = await db.query<{ source: number; n: number }>({
    text: `SELECT source, count(*)::float8 AS n FROM dead_letter
      WHERE stream = $1 AND received >= $2 AND received < $3 GROUP BY source`,
    values: [stream, span.from, span.to],
  });
  return new Map(rows.map(({ source, n }) => [source, n]));
}

interface ExpiredRow extends IntakeTotals {
  readonly source: number;
  readonly gone: number;
}

/** Adds what retention dropped to the left sides, and returns what had been on the right. */
export async function addExpired(
  db: Queryable,
  {
    stream,
    span,
    intake,
  }: { readonly stream: number; readonly span: Span; readonly intake: Map<number, IntakeTotals> },
): Promise<Map<number, number>> {
  const { rows } = await db.query<ExpiredRow>({
    text: `SELECT source, sum(total)::float8 AS total, sum(rejected)::float8 AS rejected, sum(duplicate)::float8 AS duplicate,
        sum(accepted)::float8 AS accepted, sum(scored + dead_lettered)::float8 AS gone
      FROM ledger_expired WHERE stream = $1 AND day >= $2::date AND day < $3::date GROUP BY source`,
    values: [stream, span.from, span.to],
  });
  const expired = new Map<number, number>();
  for (const row of rows) {
    addIntake(intake, row.source, row);
    addTo(expired, row.source, row.gone);
  }
  return expired;
}
