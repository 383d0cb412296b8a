import type { StreamName } from "../../lib/contracts/common.ts";
import type { FieldEstimates } from "../../lib/contracts/thresholds.ts";
import {
  type FieldCounts,
  type FieldEstimate,
  fieldFalseAlarmRate,
  fieldPrecision,
  fieldRecall,
} from "../../lib/thresholds/adapt/field-estimates.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { readGuardView } from "./read-guard-view.ts";

/**
 * What the guard made of the newest verdict on each alert and spot check. Estimates count what the guard took up in time,
 * and nothing else: a verdict that comes too late is mostly asked for by what was found meanwhile, and would bend them.
 */
const judgedSql = `
  WITH newest AS (
    SELECT DISTINCT ON (kind, request ->> 'id') kind, request ->> 'id' AS id, answer
    FROM guard_input WHERE stream = $1 AND number > $2 AND kind IN ('alert', 'spotCheck')
    ORDER BY kind, request ->> 'id', number DESC)
  SELECT CASE WHEN n.kind = 'alert' THEN 'alert' WHEN c.near THEN 'near' ELSE 'far' END AS stratum, count(*)::int AS judged,
    (count(*) FILTER (WHERE step ->> 'outcome' = 'attack'))::int AS attacks
  FROM newest n CROSS JOIN LATERAL jsonb_array_elements(n.answer -> 'steps') AS step
  LEFT JOIN spot_check c ON n.kind = 'spotCheck' AND c.id = n.id::bigint
  WHERE step ->> 'outcome' IN ('counted', 'attack', 'frozen') AND (n.kind = 'alert' OR c.id IS NOT NULL)
  GROUP BY 1`;

interface Judged {
  readonly judged: number;
  readonly attacks: number;
}

interface Since {
  readonly stream: number;
  readonly guard: number;
  readonly seen: { readonly flagged: number; readonly near: number; readonly far: number };
}

async function readCounts(pool: Pool, { stream, guard, seen }: Since): Promise<FieldCounts> {
  const { rows } = await pool.query<Judged & { stratum: "alert" | "near" | "far" }>(judgedSql, [stream, guard]);
  const of = (stratum: "alert" | "near" | "far", events: number) => {
    const { judged = 0, attacks = 0 } = rows.find((row) => row.stratum === stratum) ?? {};
    return { events: Math.max(events, judged), judged, attacks };
  };
  return { alerts: of("alert", seen.flagged), audits: [of("near", seen.near), of("far", seen.far)] };
}

const tooFew = (reason: string, atLeast: number | null = null) => ({ kind: "tooFew", reason, atLeast }) as const;
const figure = (found: FieldEstimate | null, reason: string) =>
  found === null ? tooFew(reason) : ({ kind: "interval", ...found } as const);

function estimatesOf(counts: FieldCounts): Pick<FieldEstimates, "falseAlarmRate" | "recall" | "precision"> {
  const recall = fieldRecall(counts);
  return {
    falseAlarmRate: figure(fieldFalseAlarmRate(counts), "It takes verdicts on alerts and on spot checks."),
    recall:
      recall.kind === "interval"
        ? recall
        : tooFew(`${recall.misses} of 20 attacks among spot checks that it takes.`, recall.atLeast),
    precision: figure(fieldPrecision(counts), "No alert has a verdict yet."),
  };
}

/**
 * False-alarm rate, recall and precision as verdicts on alerts and spot checks say, since the guard began. Spot checks
 * close to notify and far below are two strata; in each they count as drawn with one chance.
 */
export async function readEstimates(app: App, name: StreamName): Promise<FieldEstimates> {
  const stream = streamNumbers[name];
  const found = await readGuardView(app.pool, stream);
  if (found === null) {
    const none = tooFew("No guarded threshold is in force: nothing below notify is drawn for a verdict.");
    const judged = { flagged: 0, spotChecks: 0, missed: 0 };
    return { stream: name, since: null, falseAlarmRate: none, recall: none, precision: none, judged };
  }
  const { guard, view } = found;
  const { startOffset, counts: seen } = view;
  const counts = await readCounts(app.pool, { stream, guard, seen });
  const sum = (of: (stratum: Judged) => number) => counts.audits.reduce((total, stratum) => total + of(stratum), 0);
  return {
    stream: name,
    since: startOffset,
    ...estimatesOf(counts),
    judged: {
      flagged: counts.alerts.judged,
      spotChecks: sum(({ judged }) => judged),
      missed: sum(({ attacks }) => attacks),
    },
  };
}
