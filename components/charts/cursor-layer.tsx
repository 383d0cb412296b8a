"use client";

import type { PointerEvent } from "react";
import styles from "./charts.module.css";
import { useCursor, useCursorStore } from "./cursor-store.ts";
import type { ThreatChart } from "./prepare-threat-chart.ts";
import type { PlotScales } from "./use-plot-scales.ts";

interface CursorLayerProps {
  readonly chart: ThreatChart;
  readonly scales: PlotScales;
}

/** Takes the pointer over the plot. Lies under the marks, so that those stay clickable. */
export function PointerArea({ chart, scales }: CursorLayerProps) {
  const cursor = useCursorStore();
  const follow = (event: PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = chart.domain[0] + (event.clientX - box.left) * scales.msPerPixel;
    cursor.set(Math.floor(at / chart.stepMs) * chart.stepMs);
  };
  return (
    <rect
      x={scales.left}
      y={scales.top}
      width={scales.right - scales.left}
      height={scales.bottom - scales.top}
      fill="transparent"
      onPointerMove={follow}
      onPointerLeave={() => cursor.set(null)}
    />
  );
}

/** The hairline at the moment read, in every chart of the view. */
export function CursorLine({ chart, scales }: CursorLayerProps) {
  const at = useCursor();
  if (at === null || at < chart.domain[0] || at > chart.domain[1]) return null;
  const x = scales.x(at + chart.stepMs / 2);
  return <line className={styles.cursor} x1={x} x2={x} y1={scales.top} y2={scales.bottom} />;
}
