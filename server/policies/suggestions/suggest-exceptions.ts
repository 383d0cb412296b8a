import type { StreamName } from "../../../lib/contracts/common.ts";
import { type ExceptionSuggestions, entityKindSchema } from "../../../lib/contracts/policy-suggestions.ts";
import { streamNumbers } from "../../db/stream-number.ts";
import type { App } from "../../http/app.ts";

const days = 30;
/** An exception for fewer would be made sooner by closing them. */
const fewestFalse = 3;
const mostSuggested = 10;

/**
 * By whom it is about: false positives and true positives of the last days, with the newest of the false. Somebody is who the
 * alert names as its source, else as its user, else first.
 */
const sql = `
  WITH judged AS (
    SELECT a.id, a.verdict, a.title, (
      SELECT e FROM jsonb_array_elements(a.entities) WITH ORDINALITY AS named (e, place)
      ORDER BY e->>'role' <> 'source', e->>'kind' <> 'user', place LIMIT 1) AS origin
    FROM alert a
    WHERE a.stream = $1 AND a.verdict IN ('false_positive', 'benign', 'true_positive')
      AND a.created_at >= now() - interval '${days} days'
  )
  SELECT origin->>'name' AS name, origin->>'kind' AS kind,
    count(*) FILTER (WHERE verdict <> 'true_positive')::int AS removes,
    count(*) FILTER (WHERE verdict = 'true_positive')::int AS loses,
    (array_agg(id ORDER BY id DESC) FILTER (WHERE verdict <> 'true_positive'))[1]::float8 AS newest,
    (array_agg(title ORDER BY id DESC) FILTER (WHERE verdict <> 'true_positive'))[1] AS title
  FROM judged WHERE origin IS NOT NULL GROUP BY 1, 2
  HAVING count(*) FILTER (WHERE verdict <> 'true_positive') >= ${fewestFalse}
  ORDER BY loses, removes DESC, name LIMIT ${mostSuggested}`;

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly removes: number;
  readonly loses: number;
  readonly newest: number;
  readonly title: string;
}

/** Exceptions that closures as false suggest, each with the alerts that it would have kept away, true ones first of all. */
export async function suggestExceptions({ pool }: App, stream: StreamName): Promise<ExceptionSuggestions> {
  const { rows } = await pool.query<Row>(sql, [streamNumbers[stream]]);
  return {
    days,
    items: rows.map(({ name, kind, removes, loses, newest, title }) => ({
      entity: { name, kind: entityKindSchema.parse(kind) },
      removes,
      loses,
      newest: { id: newest, title },
    })),
  };
}
