"use client";

import { formatCount, formatRate, formatScore } from "../display/format.ts";
import styles from "./charts.module.css";
import { useCursor } from "./cursor-store.ts";
import { bandNames, type ChartPoint, pointAt, type ThreatChart, thresholdsAt } from "./prepare-threat-chart.ts";
import { Swatch } from "./swatch.tsx";
import { formatMoment } from "./time-ticks.ts";

/** The moment that is read: where the cursor is, or else the last whole bucket. */
export function readMoment(
  chart: ThreatChart,
  cursor: number | null,
): { readonly at: number; readonly point: ChartPoint | null } {
  const at = cursor ?? chart.points.findLast((point) => point.start + chart.stepMs <= chart.domain[1])?.start;
  if (at === undefined) return { at: chart.domain[1], point: null };
  return { at, point: pointAt(chart, at) };
}

const scoreOrNone = (value: number | null | undefined) =>
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

/** Legend and reading in one row, always in the same place: what each line is, and its value at the moment read. */
export function ChartReading({ chart }: { readonly chart: ThreatChart }) {
  const { at, point } = readMoment(chart, useCursor());
  const thresholds = thresholdsAt(chart, at);
  return (
    <dl className={styles.reading}>
      <div>
        <dt>at</dt>
        <dd data-wide>{formatMoment(at, chart.domain[1] - chart.domain[0])}</dd>
      </div>
      <div>
        <dt>
          <Swatch kind="rate" />
          events/s
        </dt>
        <dd>{point === null ? "–" : formatRate(point.rate)}</dd>
      </div>
      {(["max", "p99", "p95", "p50"] as const).map((name) => (
        <div key={name}>
          <dt>
            <Swatch kind={name} />
            {name}
          </dt>
          <dd>{scoreOrNone(point?.[name])}</dd>
        </div>
      ))}
      {bandNames.map((band) =>
        band !== "notify" && thresholds[band] === null ? null : (
          <div key={band}>
            <dt>
              <Swatch kind={band} />
              {band}
            </dt>
            <dd>{thresholds[band] === null ? "off" : scoreOrNone(thresholds[band])}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
