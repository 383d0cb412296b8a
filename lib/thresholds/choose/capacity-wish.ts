import { type Evidence, justBelow } from "./judged-evidence.ts";

/** What came in over a period: what a threshold would bring is counted on it. */
export interface Volume {
  /** The highest margin of each alert, and the days in which they were raised. */
  readonly alerts: Float64Array;
  readonly alertDays: number;
  /** Margins of recent events, ascending, and the days in which they were received. */
  readonly events: Float64Array;
  readonly eventDays: number;
  /** Where notify stands: alerts are known from there on. */
  readonly current: number;
}

/** Alerts a day at a threshold; `isEstimate`: it lies below notify, where alerts are inferred from events. */
export interface AlertRate {
  readonly alertsPerDay: number;
  readonly isEstimate: boolean;
}

/** Under so many events over notify nothing is said about how many make an alert. */
const fewestEvents = 20;
/** Judged events that the worth of one more alert rests on. */
const priceRows = 30;

/** Events a day at or above a threshold. 0 where none are known. */
export function eventsPerDay({ events, eventDays }: Volume, threshold: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle] ?? 0) >= threshold) high = middle;
    else low = middle + 1;
  }
  return eventDays > 0 ? (events.length - low) / eventDays : 0;
}

const countFrom = (margins: Float64Array, threshold: number) =>
  margins.reduce((count, margin) => (margin >= threshold ? count + 1 : count), 0);

/** How many events over notify make an alert; null: too few to say. */
function eventsPerAlert(volume: Volume): number | null {
  const { alerts, alertDays, current, eventDays } = volume;
  const flagged = eventsPerDay(volume, current);
  const raised = countFrom(alerts, current) / alertDays;
  if (flagged * eventDays < fewestEvents || !(raised > 0)) return null;
  return Math.max(1, flagged / raised);
}

/** Alerts a day at a threshold; null: below notify, where there are too few alerts to infer them. O(alerts). */
export function alertRateAt(volume: Volume, threshold: number): AlertRate | null {
  const { alerts, alertDays, current } = volume;
  if (threshold >= current) return { alertsPerDay: countFrom(alerts, threshold) / alertDays, isEstimate: false };
  const perAlert = eventsPerAlert(volume);
  if (perAlert === null) return null;
  const more = eventsPerDay(volume, threshold) - eventsPerDay(volume, current);
  return { alertsPerDay: countFrom(alerts, current) / alertDays + more / perAlert, isEstimate: true };
}

export type CapacityAdvice =
  | { readonly ok: true; readonly threshold: number }
  /** The highest score alone has more: `nearest` alerts a day. */
  | { readonly ok: false; readonly kind: "infeasible"; readonly asked: number; readonly nearest: number }
  /** There is room for more, but too few alerts to say what a lower notify would bring. */
  | { readonly ok: false; readonly kind: "fewEvents"; readonly now: number };

/**
 * The lowest threshold with at most so many alerts a day. No verdicts are needed: above notify alerts are counted, below it
 * inferred from events and from how many of them make an alert. O(n log n). RangeError: not above zero.
 */
export function fitCapacity(volume: Volume, alertsPerDay: number): CapacityAdvice {
  if (!(alertsPerDay > 0)) throw new RangeError(`Alerts a day must be above zero, got ${alertsPerDay}.`);
  const { alerts, alertDays, current } = volume;
  const sorted = alerts.filter((margin) => margin >= current).sort();
  const now = sorted.length / alertDays;
  if (now > alertsPerDay) {
    // Of alerts that score alike all stay or none: the first margin whose whole group is within the bound.
    const beyond = sorted[sorted.length - 1 - Math.floor(alertsPerDay * alertDays)] ?? 0;
    const threshold = sorted.find((margin) => margin > beyond);
    if (threshold !== undefined) return { ok: true, threshold };
    const alike = countFrom(sorted, sorted.at(-1) ?? 0) / alertDays;
    return { ok: false, kind: "infeasible", asked: alertsPerDay, nearest: alike };
  }
  const perAlert = eventsPerAlert(volume);
  if (perAlert === null) return { ok: false, kind: "fewEvents", now };
  return { ok: true, threshold: loweredBy(volume, Math.floor((alertsPerDay - now) * perAlert * volume.eventDays)) };
}

/** The lowest margin below notify with at most so many more events over it; notify itself where there is none. */
function loweredBy({ events, current }: Volume, most: number): number {
  const below = events.filter((margin) => margin < current);
  const first = Math.max(0, below.length - most);
  const threshold = below[first] ?? current;
  if (first === 0 || below[first - 1] !== threshold) return threshold;
  return below.find((margin) => margin > threshold) ?? current;
}

/** What one more alert a day would find, in events of attacks a week. */
export interface ShadowPrice {
  readonly attacksPerWeek: number;
  readonly interval: { readonly low: number; readonly high: number };
  /** Judged events that it rests on. */
  readonly judged: number;
}

/** Null: too few events are judged below the threshold, or there are too few alerts. */
export function shadowPriceAt(evidence: Evidence, volume: Volume, threshold: number): ShadowPrice | null {
  const perAlert = eventsPerAlert(volume);
  const found = justBelow(evidence, threshold, priceRows);
  if (perAlert === null || found === null) return null;
  const { estimate, interval } = found.attacks;
  const perWeek = (share: number) => 7 * perAlert * share;
  return {
    attacksPerWeek: perWeek(estimate),
    interval: { low: perWeek(interval.low), high: perWeek(interval.high) },
    judged: found.judged,
  };
}
