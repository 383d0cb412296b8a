import type { Advised, PolicyAdvice, PolicyAdviceQuery } from "../../../lib/contracts/policy-advice.ts";
import { createRandom } from "../../../lib/stats/random.ts";
import { adviseThreshold } from "../../../lib/thresholds/choose/advise-threshold.ts";
import { chooseExactThreshold } from "../../../lib/thresholds/choose/exact-threshold.ts";
import { streamNumbers } from "../../db/stream-number.ts";
import type { App } from "../../http/app.ts";
import { AppError } from "../../http/app-error.ts";
import { type AdviceBasis, readAdviceBasis } from "./read-advice-basis.ts";

/** Fewer verdicts of a kind say too little to rest a threshold on. */
const fewestVerdicts = 20;
/** Resampling is by chance that is always the same: the same verdicts give the same advice. */
const seed = "policy advice";

const figure = (value: number) => Number(value.toPrecision(2)).toLocaleString("en");
const none = (wish: Advised["wish"], words: string): Advised => ({ wish, notify: null, range: null, words });
const few = ({ truePositives, falsePositives }: AdviceBasis) =>
  `Not enough verdicts: ${truePositives} true and ${falsePositives} false, of ${fewestVerdicts} each.`;

/** The lowest threshold with at most so many alerts an hour: no verdicts are needed for that. */
function byCapacity({ margins, current, hours }: AdviceBasis, most: number): Advised {
  const allowed = Math.floor(most * hours);
  const sorted = [...margins].sort((a, b) => b - a);
  const rate = (count: number) => figure(count / hours);
  if (sorted.length <= allowed) {
    const words = `There were ${rate(sorted.length)} alerts an hour, within what was asked; how many more a lower notify would bring, the consequences say.`;
    return { wish: "alertsPerHour", notify: current, range: null, words };
  }
  // Of alerts that score alike all stay or none: the first margin whose whole group is within the bound.
  const beyond = sorted[allowed] ?? Number.POSITIVE_INFINITY;
  const notify = sorted.findLast((margin) => margin > beyond);
  if (notify === undefined) {
    const alike = sorted.filter((margin) => margin === sorted[0]).length;
    return none("alertsPerHour", `Out of reach: the highest score alone has ${rate(alike)} alerts an hour.`);
  }
  const kept = sorted.filter((margin) => margin >= notify).length;
  return {
    wish: "alertsPerHour",
    notify,
    range: null,
    words: `${rate(kept)} alerts an hour instead of ${rate(sorted.length)}.`,
  };
}

/** The most attacks that can be kept with at most so many false alarms a day. */
function byFalseAlarms(basis: AdviceBasis, most: number): Advised {
  const { judged, hours, truePositives, falsePositives } = basis;
  if (truePositives < fewestVerdicts || falsePositives < fewestVerdicts) return none("falseAlarmsPerDay", few(basis));
  const share = Math.min(1, (most * hours) / 24 / falsePositives);
  const found = chooseExactThreshold(judged, { kind: "recallWithinFalseAlarms", most: share });
  if (!found.ok) {
    const nearest = figure((found.nearest * falsePositives * 24) / hours);
    return none(
      "falseAlarmsPerDay",
      `Out of reach: the least that still finds any attack is ${nearest} false alarms a day.`,
    );
  }
  const kept = Math.round(found.truePositives);
  const words = `${figure((found.falsePositives * 24) / hours)} false alarms a day; ${kept} of ${truePositives} true positives stay.`;
  return { wish: "falseAlarmsPerDay", notify: found.threshold, range: null, words };
}

/** What costs least, where a miss costs so many false alarms; measured on verdicts that did not choose it. */
function byCosts({ judged, current }: AdviceBasis, miss: number): Advised {
  const advice = adviseThreshold({ judged, current, costs: { falseAlarm: 1, miss }, random: createRandom(seed) });
  if (!advice.ok) return none("missCost", advice.reason);
  const { threshold, saving, interval, range } = advice;
  const figures = [saving, interval.low, interval.high].map((value) => figure(value * 100));
  const words = `It saves ${figures[0]} false alarms for every hundred alerts judged (95 %: ${figures[1]} to ${figures[2]}).`;
  return { wish: "missCost", notify: threshold, range, words };
}

/**
 * A `notify` for each wish, from alerts of the last 30 days and what people judged them to be. Of events below `notify`
 * nobody knows what they were: only raising it is ever advised.
 */
export async function advisePolicy(app: App, query: PolicyAdviceQuery): Promise<PolicyAdvice> {
  const basis = await readAdviceBasis(app, streamNumbers[query.stream]);
  if (basis === null) {
    throw new AppError("unavailable", { detail: "Scoring has not begun with this stream yet.", retryAfterSeconds: 5 });
  }
  const { alertsPerHour, falseAlarmsPerDay, missCost } = query;
  const { margins, truePositives, falsePositives, hours, current } = basis;
  return {
    alerts: margins.length,
    truePositives,
    falsePositives,
    days: hours / 24,
    current,
    advised: [
      ...(alertsPerHour === undefined ? [] : [byCapacity(basis, alertsPerHour)]),
      ...(falseAlarmsPerDay === undefined ? [] : [byFalseAlarms(basis, falseAlarmsPerDay)]),
      ...(missCost === undefined ? [] : [byCosts(basis, missCost)]),
    ],
  };
}
