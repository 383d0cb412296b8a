"use client";

import { memo } from "react";
import type { ChartBucket } from "../../lib/contracts/live.ts";
import styles from "./charts.module.css";
import { bandPath, linePath, type Scale } from "./paths.ts";
import type { ThreatChart } from "./prepare-threat-chart.ts";

interface ScoreLayerProps {
  readonly chart: ThreatChart;
  readonly x: Scale;
  readonly y: Scale;
}

type Quantile = "p50" | "p95" | "p99" | "max";

/** Score quantiles per bucket: p50-p95 and p95-p99 as bands, p99 and the highest as lines. Draws; decides nothing. */
export const ScoreLayer = memo(function ScoreLayer({ chart, x, y }: ScoreLayerProps) {
  const width = x(chart.stepMs) - x(0);
  const middle = (point: ChartBucket) => x(point.start + chart.stepMs / 2);
  const height = (value: number | null) => (value === null ? null : y(value));
  const runs = chart.runs.map(([from, to]) => chart.points.slice(from, to));
  const line = (name: Quantile) =>
    linePath(
      runs.map((run) => run.map((point) => ({ x: middle(point), y: height(point[name]) }))),
      width,
    );
  const between = (low: Quantile, high: Quantile) =>
    bandPath(
      runs.map((run) => run.map((point) => ({ x: middle(point), low: height(point[low]), high: height(point[high]) }))),
      width,
    );
  return (
    <g>
      <path className={styles.bandLow} d={between("p50", "p95")} />
      <path className={styles.bandHigh} d={between("p95", "p99")} />
      <path className={styles.lineP50} d={line("p50")} />
      <path className={styles.lineMax} d={line("max")} />
      <path className={styles.lineP99} d={line("p99")} />
    </g>
  );
});
