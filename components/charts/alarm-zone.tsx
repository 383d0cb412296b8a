"use client";

import { memo } from "react";
import styles from "./charts.module.css";
import type { Scale } from "./paths.ts";
import type { ThreatChart } from "./prepare-threat-chart.ts";

interface AlarmZoneProps {
  readonly chart: ThreatChart;
  readonly x: Scale;
  readonly y: Scale;
  /** Upper edge of the plot, px. */
  readonly top: number;
}

/** A breath of colour over notify: what reaches into it raises alerts. */
export const AlarmZone = memo(function AlarmZone({ chart, x, y, top }: AlarmZoneProps) {
  return (
    <g>
      {chart.segments
        .filter(({ band }) => band === "notify")
        .map(({ from, to, value }) => (
          <rect
            key={from}
            className={styles.alarmZone}
            x={x(from)}
            y={top}
            width={Math.max(0, x(to) - x(from))}
            height={Math.max(0, y(value) - top)}
          />
        ))}
    </g>
  );
});
