import type { ScoredLabels } from "../../../lib/stats/metrics/scored-labels.ts";
import type { App } from "../../http/app.ts";

const days = 30;
/** The newest count; more would say the same. */
const mostAlerts = 50_000;

/** Alerts that an advice rests on. */
export interface AdviceBasis {
  /** Highest margin of each alert. */
  readonly margins: readonly number[];
  /** Those that people judged: 1 where it was an attack. */
  readonly judged: ScoredLabels;
  readonly truePositives: number;
  readonly falsePositives: number;
  /** How long they were gathered. */
  readonly hours: number;
  /** `notify` in force. */
  readonly current: number;
}

const sql = `SELECT margin, CASE verdict WHEN 'true_positive' THEN 1 WHEN 'false_positive' THEN 0 WHEN 'benign' THEN 0 END AS label,
    (extract(epoch FROM now() - created_at) / 3600)::float8 AS hours
  FROM alert WHERE stream = $1 AND created_at >= now() - interval '${days} days' ORDER BY id DESC LIMIT ${mostAlerts}`;

/** Null before `notify` stands anywhere. */
export async function readAdviceBasis({ db, pool }: App, stream: number): Promise<AdviceBasis | null> {
  const change = await db.thresholdChange.findFirst({
    where: { stream, notify: { not: null } },
    orderBy: { version: "desc" },
    select: { notify: true },
  });
  if (change === null || change.notify === null) return null;
  const current = change.notify;
  const { rows } = await pool.query<{ margin: number; label: 0 | 1 | null; hours: number }>(sql, [stream]);
  // What was raised below where notify stands now is gone already.
  const alerts = rows.filter(({ margin }) => margin >= current);
  const judged = alerts.flatMap(({ margin, label }) => (label === null ? [] : [{ margin, label }]));
  const truePositives = judged.filter(({ label }) => label === 1).length;
  return {
    margins: alerts.map(({ margin }) => margin),
    judged: {
      labels: Uint8Array.from(judged, ({ label }) => label),
      scores: Float64Array.from(judged, ({ margin }) => margin),
    },
    truePositives,
    falsePositives: judged.length - truePositives,
    hours: rows.reduce((longest, { hours }) => Math.max(longest, hours), 1),
    current,
  };
}
