import { type ChartPoint, type ThreatChart, type ThresholdBand, thresholdsAt } from "../charts/prepare-threat-chart.ts";
import { formatMoment } from "../charts/time-ticks.ts";
import { formatCount, formatRate, formatScore } from "../display/format.ts";

/** A bucket of the chart with the thresholds in force at its start: what table and file have in common. */
export type ChartRow = ChartPoint & Readonly<Record<ThresholdBand, number | null>>;

/** The chart's buckets in view, oldest first. */
export function chartRows(chart: ThreatChart): ChartRow[] {
  return chart.points.map((point) => ({ ...point, ...thresholdsAt(chart, point.start) }));
}

interface Column {
  readonly name: string;
  /** As the table shows it; `spanMs` is the length of the view. */
  readonly cell: (row: ChartRow, spanMs: number) => string;
}

const score = (value: number | null) => (value === null ? "–" : formatScore(value));
const threshold = (value: number | null) => (value === null ? "off" : formatScore(value));

/** The table's columns. */
export const chartColumns: readonly Column[] = [
  { name: "Time", cell: ({ start }, spanMs) => formatMoment(start, spanMs) },
  { name: "Events/s", cell: ({ rate }) => formatRate(rate) },
  { name: "p50", cell: ({ p50 }) => score(p50) },
  { name: "p95", cell: ({ p95 }) => score(p95) },
  { name: "p99", cell: ({ p99 }) => score(p99) },
  { name: "Max", cell: ({ max }) => score(max) },
  { name: "Notify", cell: ({ notify }) => threshold(notify) },
  { name: "Approve", cell: ({ approve }) => threshold(approve) },
  { name: "Auto", cell: ({ auto }) => threshold(auto) },
  { name: "Over notify", cell: ({ flagged }) => formatCount(flagged) },
  { name: "Alerts", cell: ({ alerts }) => formatCount(alerts) },
];
