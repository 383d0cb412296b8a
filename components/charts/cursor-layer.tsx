"use client";

import { type PointerEvent, useState } from "react";
import styles from "./charts.module.css";
import { useCursor, useCursorStore } from "./cursor-store.ts";
import type { ThreatChart } from "./prepare-threat-chart.ts";
import { useShownChart } from "./shown-chart.ts";
import type { PlotScales } from "./use-plot-scales.ts";

interface CursorLayerProps {
  readonly chart: ThreatChart;
  readonly scales: PlotScales;
}

/** A shorter drag was a click, px. */
const leastDragPx = 6;

/** Takes the pointer over the plot: moving reads, dragging picks a range. Lies under the marks, which stay clickable. */
export function PointerArea({ chart, scales, testId }: CursorLayerProps & { readonly testId: string }) {
  const cursor = useCursorStore();
  const { onPick } = useShownChart();
  const [dragged, setDragged] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const momentOf = (event: PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const px = Math.min(box.width, Math.max(0, event.clientX - box.left));
    return chart.domain[0] + px * scales.msPerPixel;
  };
  const move = (event: PointerEvent<SVGRectElement>) => {
    const at = momentOf(event);
    cursor.set(Math.floor(at / chart.stepMs) * chart.stepMs);
    if (dragged !== null) setDragged({ from: dragged.from, to: at });
  };
  const begin = (event: PointerEvent<SVGRectElement>) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = momentOf(event);
    setDragged({ from: at, to: at });
  };
  const end = () => {
    if (dragged === null) return;
    setDragged(null);
    const [from, to] = [Math.min(dragged.from, dragged.to), Math.max(dragged.from, dragged.to)];
    if ((to - from) / scales.msPerPixel < leastDragPx) return;
    // Whole seconds, and at least one of them, so that the address is readable.
    onPick({ from: Math.floor(from / 1000) * 1000, to: Math.ceil(to / 1000) * 1000 });
  };
  const { left, right, top, bottom, x } = scales;
  return (
    <>
      <rect
        className={styles.pointerArea}
        data-testid={testId}
        x={left}
        y={top}
        width={right - left}
        height={bottom - top}
        fill="transparent"
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={() => setDragged(null)}
        onPointerLeave={() => dragged === null && cursor.set(null)}
      />
      {dragged !== null && (
        <rect
          className={styles.dragged}
          x={x(Math.min(dragged.from, dragged.to))}
          y={top}
          width={Math.abs(dragged.to - dragged.from) / scales.msPerPixel}
          height={bottom - top}
        />
      )}
    </>
  );
}

/** The hairline at the moment read, in every chart of the view. */
export function CursorLine({ chart, scales }: CursorLayerProps) {
  const at = useCursor();
  if (at === null || at < chart.domain[0] || at > chart.domain[1]) return null;
  const x = scales.x(at + chart.stepMs / 2);
  return <line className={styles.cursor} x1={x} x2={x} y1={scales.top} y2={scales.bottom} />;
}
