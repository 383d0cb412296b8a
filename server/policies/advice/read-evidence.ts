import type { Evidence, EvidenceRow, EvidenceStratum } from "../../../lib/thresholds/choose/judged-evidence.ts";
import type { Pool } from "../../db/pg.ts";
import { type Stratum, withJudged } from "../../thresholds/judged-events.ts";
import { readGuardView } from "../../thresholds/read-guard-view.ts";
import { adviceDays } from "./read-volume.ts";

/** The newest count; more would say about the same, and the interval of a saving is resampled a thousand times. */
const mostRows = 5000;

/** Of a folded alert its highest event speaks for all. Without a guard no chance is recorded: all count alike. */
const alertsSql = `
  SELECT l.margin, a.verdict = 'true_positive' AS attack, 1::float8 AS chance
  FROM alert a JOIN LATERAL (
    SELECT event_id, margin FROM alert_event WHERE alert_id = a.id AND a.origin_count = 1
    UNION ALL SELECT a.event_id, a.margin WHERE a.origin_count > 1) AS l ON true
  WHERE a.stream = $1 AND a.verdict IN ('true_positive', 'false_positive', 'benign')
    AND a.created_at >= now() - interval '${adviceDays} days' AND l.margin >= $2
  ORDER BY l.event_id DESC LIMIT ${mostRows}`;
const flaggedEventsSql = `SELECT coalesce(sum(event_count), 0)::float8 AS events FROM alert
  WHERE stream = $1 AND created_at >= now() - interval '${adviceDays} days' AND margin >= $2`;
const judgedSql = `${withJudged}
  SELECT stratum, attack, (event ->> 'margin')::float8 AS margin, (event ->> 'chance')::float8 AS chance FROM judged
  WHERE event IS NOT NULL ORDER BY (event ->> 'offset')::bigint DESC LIMIT ${mostRows}`;
/** Where notify stood under the guard: the least and the most. */
const stoodSql = `SELECT min(least(notify, old_notify)) AS least, max(greatest(notify, old_notify)) AS most
  FROM threshold_change WHERE stream = $1 AND guard = $2`;

interface JudgedRow {
  readonly margin: number;
  readonly chance: number;
  readonly attack: boolean;
}

const evidenceRow = ({ margin, chance, attack }: JudgedRow): EvidenceRow => ({ margin, chance, isAttack: attack });

interface EvidenceQuery {
  readonly stream: number;
  readonly current: number;
  /** Where no guard is in force: in how many days alerts were raised, and events a day. */
  readonly days: number;
  readonly eventsPerDay: number;
}

async function withoutGuard(pool: Pool, { stream, current, days, eventsPerDay }: EvidenceQuery): Promise<Evidence> {
  const [judged, flagged] = await Promise.all([
    pool.query<JudgedRow>(alertsSql, [stream, current]),
    pool.query<{ events: number }>(flaggedEventsSql, [stream, current]),
  ]);
  const rows = judged.rows.map(evidenceRow);
  const events = Math.max(rows.length, flagged.rows[0]?.events ?? 0);
  const unjudged = Math.max(0, Math.round(eventsPerDay * days - events));
  const over: EvidenceStratum = { kind: "flagged", events, rows, from: current, to: Number.POSITIVE_INFINITY };
  return { strata: [over], unjudged };
}

/**
 * What people judged, by where it was drawn: with a guard what it took up, each with the chance that was
 * recorded; without one alerts of the last days alone.
 */
export async function readEvidence(pool: Pool, query: EvidenceQuery): Promise<Evidence> {
  const { stream, current } = query;
  const found = await readGuardView(pool, stream);
  if (found === null) return withoutGuard(pool, query);
  const { guard, view } = found;
  const [judged, stood] = await Promise.all([
    pool.query<JudgedRow & { stratum: Stratum }>(judgedSql, [stream, guard]),
    pool.query<{ least: number | null; most: number | null }>(stoodSql, [stream, guard]),
  ]);
  const { least, most } = stood.rows[0] ?? { least: null, most: null };
  const from = Math.min(current, view.anchor, least ?? current);
  const to = Math.max(current, view.anchor, most ?? current);
  const rowsOf = (stratum: Stratum) => judged.rows.filter((row) => row.stratum === stratum).map(evidenceRow);
  const below = (rows: EvidenceRow[], events: number): EvidenceStratum => {
    return { kind: "spotChecks", events: Math.max(events, rows.length), rows, from: Number.NEGATIVE_INFINITY, to };
  };
  const over = rowsOf("alert").filter(({ margin }) => margin >= from);
  const { flagged, near, far } = view.counts;
  const strata: EvidenceStratum[] = [
    { kind: "flagged", events: Math.max(flagged, over.length), rows: over, from, to: Number.POSITIVE_INFINITY },
    below(rowsOf("near"), near),
    below(rowsOf("far"), far),
  ];
  const isDrawn = strata.some(({ kind, rows }) => kind === "spotChecks" && rows.length > 0);
  // Without a single verdict below, the guard's counts say how many events there were.
  return isDrawn ? { strata, unjudged: 0 } : { strata: strata.slice(0, 1), unjudged: near + far };
}
