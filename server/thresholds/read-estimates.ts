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

/** Flagged events since the guard began that have a verdict, by way of their alert; of a folded one its highest. */
const flaggedSql = `
  SELECT count(*)::int AS judged, (count(*) FILTER (WHERE a.verdict = 'true_positive'))::int AS attacks
  FROM alert a JOIN LATERAL (
    SELECT event_id FROM alert_event WHERE alert_id = a.id AND a.origin_count = 1
    UNION ALL SELECT a.event_id WHERE a.origin_count > 1) AS l ON true
  WHERE a.stream = $1 AND l.event_id >= $2 AND a.verdict IN ('true_positive', 'false_positive', 'benign')`;

const checkedSql = `
  SELECT near, count(*)::int AS judged, (count(*) FILTER (WHERE verdict = 'attack'))::int AS attacks
  FROM spot_check WHERE stream = $1 AND guard = $2 AND verdict IN ('benign', 'attack') GROUP BY near`;

interface Judged {
  readonly judged: number;
  readonly attacks: number;
}

interface Since {
  readonly stream: number;
  readonly guard: number;
  readonly startOffset: number;
  readonly seen: { readonly flagged: number; readonly near: number; readonly far: number };
}

async function readCounts(pool: Pool, { stream, guard, startOffset, seen }: Since): Promise<FieldCounts> {
  const [flagged, checked] = await Promise.all([
    pool.query<Judged>(flaggedSql, [stream, startOffset]),
    pool.query<Judged & { near: boolean }>(checkedSql, [stream, guard]),
  ]);
  const of = (near: boolean, events: number) => {
    const { judged = 0, attacks = 0 } = checked.rows.find((row) => row.near === near) ?? {};
    return { events: Math.max(events, judged), judged, attacks };
  };
  const { judged = 0, attacks = 0 } = flagged.rows[0] ?? {};
  return {
    alerts: { events: Math.max(seen.flagged, judged), judged, attacks },
    audits: [of(true, seen.near), of(false, seen.far)],
  };
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
  const counts = await readCounts(app.pool, { stream, guard, startOffset, seen });
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
