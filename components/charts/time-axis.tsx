"use client";

import { memo } from "react";
import styles from "./charts.module.css";
import { formatTick } from "./time-ticks.ts";
import type { PlotScales } from "./use-plot-scales.ts";

interface TimeAxisProps {
  readonly ticks: readonly number[];
  readonly scales: PlotScales;
  /** Where the times are written, px; without it only the hairlines are drawn. */
  readonly labelY?: number;
  /** Length of the view, ms. */
  readonly spanMs: number;
}

/** A label nearer to an edge would be cut, px. */
const labelRoom = 26;

/** Vertical hairlines at round moments. Part of what glides, so that time and data move together. */
export const TimeAxis = memo(function TimeAxis({ ticks, scales, labelY, spanMs }: TimeAxisProps) {
  return (
    <g>
      {ticks.map((at) => {
        const x = scales.x(at);
        return (
          <g key={at}>
            <line className={styles.timeTick} x1={x} x2={x} y1={scales.top} y2={scales.bottom} />
            {labelY !== undefined && x > scales.left + labelRoom && x < scales.right - labelRoom && (
              <text className={styles.axisLabel} x={x} y={labelY} textAnchor="middle">
                {formatTick(at, spanMs)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
});
