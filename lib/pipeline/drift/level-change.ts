import { startEwmaChart, stepEwmaChart } from "../../thresholds/adapt/change-detectors.ts";

/** Three days: what is usual at an hour of the day is known from three such hours. */
export const fewestUsualHours = 72;
const hourMs = 3_600_000;
const hoursOfDay = 24;

export interface HourShare {
  /** Begin of the hour, ms. */
  readonly start: number;
  readonly events: number;
  /** Share of its events, 0-1. */
  readonly share: number;
}

export interface LevelChange {
  /** Begin of the first hour since which every hour lies outside the limits, ms. */
  readonly since: number;
  /** Means over these hours: what is usual at their times of day, and what is. */
  readonly usual: number;
  readonly now: number;
}

const hourOfDay = ({ start }: HourShare) => Math.floor(start / hourMs) % hoursOfDay;
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean share by hour of the day; the mean of all where an hour was never seen. */
function usualShares(reference: readonly HourShare[]): number[] {
  const overall = meanOf(reference.map(({ share }) => share));
  return Array.from({ length: hoursOfDay }, (_, hour) => {
    const same = reference.filter((each) => hourOfDay(each) === hour);
    return same.length === 0 ? overall : meanOf(same.map(({ share }) => share));
  });
}

/** How far hours stray from what is usual at their time of day, at least as far as counting alone makes them. */
function deviationOf(reference: readonly HourShare[], usual: readonly number[]): number {
  const hoursSeen = new Set(reference.map(hourOfDay)).size;
  const squares = reference.reduce((sum, hour) => sum + (hour.share - (usual[hourOfDay(hour)] ?? 0)) ** 2, 0);
  const share = meanOf(reference.map((hour) => hour.share));
  const events = Math.max(1, meanOf(reference.map((hour) => hour.events)));
  const counting = Math.sqrt(Math.max(share * (1 - share), 1 / events) / events);
  return Math.max(Math.sqrt(squares / Math.max(1, reference.length - hoursSeen)), counting);
}

/**
 * Whether a share has left what is usual at the time of day, and has not come back: an EWMA chart (Roberts 1959) over the
 * deviations of the current hours. Both oldest first; null where nothing changed or `reference` has fewer hours than
 * `fewestUsualHours`.
 */
export function levelChange(reference: readonly HourShare[], current: readonly HourShare[]): LevelChange | null {
  if (reference.length < fewestUsualHours) return null;
  const usual = usualShares(reference);
  const usualAt = (hour: HourShare) => usual[hourOfDay(hour)] ?? 0;
  let chart = startEwmaChart({ mean: 0, deviation: deviationOf(reference, usual) });
  let outside: HourShare[] = [];
  for (const hour of current) {
    const step = stepEwmaChart(chart, hour.share - usualAt(hour));
    chart = step.state;
    outside = step.outside ? [...outside, hour] : [];
  }
  const [first] = outside;
  if (first === undefined) return null;
  return {
    since: first.start,
    usual: meanOf(outside.map(usualAt)),
    now: meanOf(outside.map(({ share }) => share)),
  };
}
