import type { Queryable } from "../db/pg.ts";
import type { IntakeTotals, Span } from "./ledger-counts.ts";

/** Totals of the intake rows of a span. Reads all of its days. */
export async function addUpIntake(db: Queryable, stream: number, span: Span): Promise<Map<number, IntakeTotals>> {
  const { rows } = await db.query<IntakeTotals & { readonly source: number }>({
    text: `SELECT source, sum(total)::float8 AS total, sum(rejected)::float8 AS rejected, sum(duplicate)::float8 AS duplicate,
        sum(accepted)::float8 AS accepted
      FROM intake WHERE stream = $1 AND received >= $2 AND received < $3 GROUP BY source`,
    values: [stream, span.from, span.to],
  });
  return new Map(rows.map(({ source, ...totals }) => [source, totals]));
}

/** Rows of `event` of a span, by source. Reads all of its days. */
export async function countEvents(db: Queryable, stream: number, span: Span): Promise<Map<number, number>> {
  const { rows } = await db.query<{ source: number; n: number }>({
    text: `SELECT source, count(*)::float8 AS n FROM event
      WHERE stream = $1 AND received >= $2 AND received < $3 GROUP BY source`,
    values: [stream, span.from, span.to],
  });
  return new Map(rows.map(({ source, n }) => [source, n]));
}
