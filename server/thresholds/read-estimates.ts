import type { StreamName } from "../../lib/contracts/common.ts";
import type { FieldEstimates } from "../../lib/contracts/thresholds.ts";
import {
  type FieldCounts,
  fieldFalseAlarmRate,
  fieldPrecision,
  fieldRecall,
} from "../../lib/thresholds/adapt/field-estimates.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { figureOf, recallFigure, type Stratum, tooFew, withJudged } from "./judged-events.ts";
import { readGuardView } from "./read-guard-view.ts";

const countsSql = `${withJudged}
  SELECT stratum, count(*)::int AS judged, (count(*) FILTER (WHERE attack))::int AS attacks FROM judged GROUP BY stratum`;

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
  const { rows } = await pool.query<Judged & { stratum: Stratum }>(countsSql, [stream, guard]);
  const of = (stratum: Stratum, events: number) => {
    const { judged = 0, attacks = 0 } = rows.find((row) => row.stratum === stratum) ?? {};
    return { events: Math.max(events, judged), judged, attacks };
  };
  return { alerts: of("alert", seen.flagged), audits: [of("near", seen.near), of("far", seen.far)] };
}

function estimatesOf(counts: FieldCounts): Pick<FieldEstimates, "falseAlarmRate" | "recall" | "precision"> {
  return {
    falseAlarmRate: figureOf(fieldFalseAlarmRate(counts), "It takes verdicts on alerts and on spot checks."),
    recall: recallFigure(fieldRecall(counts)),
    precision: figureOf(fieldPrecision(counts), "No alert has a verdict yet."),
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
