"use client";

import { formatScore } from "../display/format.ts";
import styles from "./charts.module.css";
import { spreadLabels } from "./paths.ts";
import { bandNames, type ThreatChart, thresholdsAt } from "./prepare-threat-chart.ts";
import type { PlotScales } from "./use-plot-scales.ts";

const lineHeight = 13;

/** Names and values of the thresholds at the right edge, moved apart where they would overlap. */
export function ThresholdLabels({ chart, scales }: { readonly chart: ThreatChart; readonly scales: PlotScales }) {
  const inForce = thresholdsAt(chart, chart.domain[1] - 1);
  const labels = bandNames.flatMap((band) => {
    const value = inForce[band];
    return value === null ? [] : [{ band, value }];
  });
  const placed = spreadLabels(
    labels.map(({ value }) => scales.y(value)),
    lineHeight,
  );
  return (
    <g>
      {labels.map(({ band, value }, index) => (
        <text key={band} className={styles.thresholdLabel} x={scales.right + 6} y={(placed[index] ?? 0) + 4}>
          {band} {formatScore(value)}
        </text>
      ))}
    </g>
  );
}
