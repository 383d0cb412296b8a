"use client";

import { formatScore } from "../display/format.ts";
import styles from "./charts.module.css";
import { type Scale, spreadLabels } from "./paths.ts";
import { bandNames, type ThreatChart, thresholdsAt } from "./prepare-threat-chart.ts";

const lineHeight = 13;

interface ThresholdLabelsProps {
  readonly chart: ThreatChart;
  /** Left edge of the labels, px. */
  readonly x: number;
  readonly y: Scale;
}

/** Names and values of the thresholds at the right edge, moved apart where they would overlap. */
export function ThresholdLabels({ chart, x, y }: ThresholdLabelsProps) {
  const inForce = thresholdsAt(chart, chart.domain[1] - 1);
  const labels = bandNames.flatMap((band) => {
    const value = inForce[band];
    return value === null ? [] : [{ band, value }];
  });
  const placed = spreadLabels(
    labels.map(({ value }) => y(value)),
    lineHeight,
  );
  return (
    <g>
      {labels.map(({ band, value }, index) => (
        <text key={band} className={styles.thresholdLabel} x={x} y={(placed[index] ?? 0) + 4}>
          {band} {formatScore(value)}
        </text>
      ))}
    </g>
  );
}
