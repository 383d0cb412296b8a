"use client";

import { formatRate } from "../display/format.ts";
import styles from "./charts.module.css";
import { useCursor } from "./cursor-store.ts";
import { bandNames, type ThreatChart, thresholdsAt } from "./prepare-threat-chart.ts";
import { readMoment, scoreOrNone } from "./read-moment.ts";
import { Swatch } from "./swatch.tsx";
import { formatMoment } from "./time-ticks.ts";

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
