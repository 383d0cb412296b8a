import { z } from "zod";
import type { ModelTrial } from "../../../lib/contracts/model-trial.ts";
import type { Pool } from "../../db/pg.ts";
import { createPastJudge } from "../past-judge.ts";
import { notifyIn, type PolicyInForce } from "./read-in-force.ts";
import type { Contenders } from "./rejudge.ts";
import { createStoredVectors } from "./stored-vectors.ts";

/** The newest judged alerts, and of each the events with the highest scores; of a fold the one that was judged. */
const mostAlerts = 400;
const eventsOfAlert = 4;
const mostLost = 8;

const judgedSql = `SELECT a.id::float8 AS alert, a.title, a.scope, a.verdict = 'true_positive' AS attack, l.event_id::float8 AS event
  FROM (SELECT id, title, scope, verdict, event_id, origin_count FROM alert
    WHERE stream = $1 AND verdict IN ('true_positive', 'false_positive', 'benign') ORDER BY id DESC LIMIT ${mostAlerts}) AS a
  JOIN LATERAL (SELECT event_id FROM alert_event WHERE alert_id = a.id
      AND (a.origin_count = 1 OR event_id = a.event_id)
    ORDER BY margin DESC, event_id LIMIT ${eventsOfAlert}) AS l ON true
  ORDER BY l.event_id`;
const judgedSchema = z.object({
  alert: z.number(),
  title: z.string(),
  scope: z.string().nullable(),
  attack: z.boolean(),
  event: z.number(),
});

interface JudgedAlert {
  readonly title: string;
  readonly isAttack: boolean;
  before: boolean;
  after: boolean;
}

/** Which of the alerts that people have judged each would raise, by their worst events whose vectors are still kept. */
export async function tryOnVerdicts(
  pool: Pool,
  stream: number,
  { contenders, inForce }: { readonly contenders: Contenders; readonly inForce: PolicyInForce },
): Promise<ModelTrial["verdicts"]> {
  const { rows } = await pool.query(judgedSql, [stream]);
  const vectors = createStoredVectors(pool, stream);
  const past = await createPastJudge(pool, stream);
  const alerts = new Map<number, JudgedAlert>();
  for (const row of rows) {
    const { alert, title, scope, attack, event } = judgedSchema.parse(row);
    const vector = await vectors.at(event);
    if (vector === null) continue;
    const { judge, ...judgedBy } = await past.at(event);
    const notify = notifyIn(inForce, scope);
    const raises = (champion: Contenders["before"]) => judge.margin(vector, 0, { ...judgedBy, champion }) >= notify;
    const known = alerts.get(alert) ?? { title, isAttack: attack, before: false, after: false };
    known.before ||= raises(contenders.before);
    known.after ||= raises(contenders.after);
    alerts.set(alert, known);
  }
  return count(alerts);
}

function count(alerts: ReadonlyMap<number, JudgedAlert>): ModelTrial["verdicts"] {
  const tally = (isAttack: boolean) => {
    const own = [...alerts.values()].filter((alert) => alert.isAttack === isAttack);
    const raised = (side: "before" | "after") => own.filter((alert) => alert[side]).length;
    return { of: own.length, before: raised("before"), after: raised("after") };
  };
  const lost = [...alerts]
    .filter(([, { isAttack, before, after }]) => isAttack && before && !after)
    .sort(([a], [b]) => b - a);
  return {
    truePositive: tally(true),
    falsePositive: tally(false),
    lost: lost.length,
    lostAlerts: lost.slice(0, mostLost).map(([alert, { title }]) => ({ alert, title })),
  };
}
