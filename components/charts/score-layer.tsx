"use client";

import { memo } from "react";
import styles from "./charts.module.css";
import { bandPath, linePath, type Scale } from "./paths.ts";
import type { ChartPoint, ThreatChart } from "./prepare-threat-chart.ts";

interface ScoreLayerProps {
  readonly chart: ThreatChart;
  readonly x: Scale;
  readonly y: Scale;
}

/** Marks of buckets over notify, px. */
const dotRadius = 2.5;

/** A dot on the highest score of each bucket in which events reached notify. */
function overPath(
  chart: ThreatChart,
  middle: (point: ChartPoint) => number,
  height: (value: number | null) => number | null,
): string {
  return chart.points
    .flatMap((point) => {
      const y = height(point.max);
      if (point.flagged === 0 || y === null) return [];
      const left = (middle(point) - dotRadius).toFixed(1);
      const arc = `a${dotRadius},${dotRadius} 0 1 0`;
      return [`M${left},${y.toFixed(1)}${arc} ${dotRadius * 2},0${arc} ${-dotRadius * 2},0`];
    })
    .join("");
}

type Quantile = "p50" | "p95" | "p99" | "max";

/** Score quantiles per bucket: the bands between them, and a dot where events reached notify. Draws; decides nothing. */
export const ScoreLayer = memo(function ScoreLayer({ chart, x, y }: ScoreLayerProps) {
  const width = x(chart.stepMs) - x(0);
  const middle = (point: ChartPoint) => x(point.start + chart.stepMs / 2);
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
      <path className={styles.bandTop} d={between("p99", "max")} />
      <path className={styles.bandHigh} d={between("p95", "p99")} />
      <path className={styles.bandLow} d={between("p50", "p95")} />
      <path className={styles.lineMax} d={line("max")} />
      <path className={styles.lineP99} d={line("p99")} />
      <path className={styles.lineP95} d={line("p95")} />
      <path className={styles.lineP50} d={line("p50")} />
      <path className={styles.over} d={overPath(chart, middle, height)} />
    </g>
  );
});
