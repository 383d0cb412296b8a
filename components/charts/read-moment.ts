import { formatCount, formatRate, formatScore } from "../display/format.ts";
import { type ChartPoint, pointAt, type ThreatChart, thresholdsAt } from "./prepare-threat-chart.ts";
import { formatMoment } from "./time-ticks.ts";

/** The moment that is read: where the cursor is, or else the last whole bucket. */
export function readMoment(
  chart: ThreatChart,
  cursor: number | null,
): { readonly at: number; readonly point: ChartPoint | null } {
  // The last bucket that is over; of long ones the one that is not, rather than an hour or a day ago.
  const over = chart.points.findLast((point) => point.start + chart.stepMs <= chart.domain[1]);
  const at = cursor ?? (chart.stepMs > 60_000 ? chart.points.at(-1) : (over ?? chart.points.at(-1)))?.start;
  if (at === undefined) return { at: chart.domain[1], point: null };
  return { at, point: pointAt(chart, at) };
}

/** A score as it is read; a dash where nothing was. */
export const scoreOrNone = (value: number | null | undefined) =>
  value === null || value === undefined ? "–" : formatScore(value);

/** The same reading in one sentence, for those who hear it. */
export function readingInWords(chart: ThreatChart, cursor: number | null): string {
  const { at, point } = readMoment(chart, cursor);
  const moment = formatMoment(at, chart.domain[1] - chart.domain[0]);
  if (point === null) return `${moment}: no events`;
  const notify = thresholdsAt(chart, at).notify;
  return [
    `${moment}: ${formatRate(point.rate)} events per second`,
    `scores: highest ${scoreOrNone(point.max)}, p99 ${scoreOrNone(point.p99)}, p95 ${scoreOrNone(point.p95)}, median ${scoreOrNone(point.p50)}`,
    notify === null ? "notify off" : `notify at ${formatScore(notify)}`,
    ...(point.alerts > 0 ? [`alerts: ${formatCount(point.alerts)}`] : []),
  ].join("; ");
}
