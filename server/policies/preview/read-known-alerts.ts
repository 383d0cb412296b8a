import type { KnownOutcome, PolicyPreview } from "../../../lib/contracts/policy-preview.ts";
import type { KeptAlerts, KnownAlerts } from "../../../lib/pipeline/known-alerts.ts";
import type { Pool } from "../../db/pg.ts";

/** More are not looked into; the newest count. */
const mostAlerts = 10_000;
/** So many are named. */
const mostListed = 20;

interface JudgedAlert {
  readonly id: number;
  readonly title: string;
  readonly isTrue: boolean;
}

/**
 * Alerts raised in a period that people found true or false, and the events that make them up. Benign counts as false, as
 * it does for advice and suggestions: nobody needed to be told.
 */
export interface JudgedAlerts {
  readonly alerts: readonly JudgedAlert[];
  readonly known: KnownAlerts;
}

const alertsSql = `SELECT id::float8 AS id, title, verdict = 'true_positive' AS "isTrue" FROM alert
  WHERE stream = $1 AND verdict IN ('true_positive', 'false_positive', 'benign')
    AND created_at >= to_timestamp($2::float8 / 1000) AND created_at < to_timestamp($3::float8 / 1000)
  ORDER BY id DESC LIMIT ${mostAlerts}`;
const eventsSql = `SELECT alert_id::float8 AS alert, event_id::float8 AS event FROM alert_event
  WHERE alert_id = ANY($1::bigint[])`;

export async function readJudgedAlerts(
  pool: Pool,
  stream: number,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<JudgedAlerts> {
  const { rows: alerts } = await pool.query<JudgedAlert>(alertsSql, [stream, fromMs, toMs]);
  const placeOf = new Map(alerts.map(({ id }, place) => [id, place]));
  const byOffset = new Map<number, number[]>();
  const { rows } = await pool.query<{ alert: number; event: number }>(eventsSql, [[...placeOf.keys()]]);
  for (const { alert, event } of rows) {
    const place = placeOf.get(alert);
    if (place === undefined) continue;
    const places = byOffset.get(event) ?? [];
    places.push(place);
    byOffset.set(event, places);
  }
  return { alerts, known: { byOffset, count: alerts.length } };
}

/** What becomes of the judged alerts under a policy that keeps these. */
export function knownOutcome({ alerts }: JudgedAlerts, kept: KeptAlerts): PolicyPreview["draft"]["known"] {
  const of = (isTrue: boolean): KnownOutcome => {
    const own = alerts.flatMap((alert, place) => (alert.isTrue === isTrue ? [{ alert, place }] : []));
    const gone = own.filter(({ place }) => !kept.has(place));
    const listed = gone.slice(0, mostListed).map(({ alert: { id, title } }) => ({ id, title }));
    return { judged: own.length, gone: gone.length, listed };
  };
  return { truePositives: of(true), falsePositives: of(false) };
}
