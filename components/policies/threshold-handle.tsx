"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { formatScore } from "../display/format.ts";
import type { BandName } from "./edit-policy.ts";
import { formatOneIn, heldMargin, marginOfPlace, placeOfMargin, scaleFrom, scaleTo } from "./margin-scale.ts";
import styles from "./threshold-chart.module.css";

interface ThresholdHandleProps {
  readonly band: BandName;
  readonly margin: number;
  /** Null: it only shows where it stands. */
  readonly onMove: ((margin: number) => void) | null;
}

/** Steps in margin: a hair, a good step with Shift, ten times rarer by page. */
function stepOf({ key, shiftKey }: KeyboardEvent): number | null {
  const step = shiftKey ? 0.5 : 0.05;
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return step;
    case "ArrowLeft":
    case "ArrowDown":
      return -step;
    case "PageUp":
      return Math.LN10;
    case "PageDown":
      return -Math.LN10;
    case "Home":
      return Number.NEGATIVE_INFINITY;
    case "End":
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}

const held = (margin: number) => heldMargin(Math.min(scaleTo, Math.max(scaleFrom, margin)));

/** A threshold as a line on the histogram: dragged, or moved by the arrow keys. */
export function ThresholdHandle({ band, margin, onMove }: ThresholdHandleProps) {
  const dragging = useRef(false);
  const moveTo = (event: PointerEvent<HTMLElement>) => {
    const plot = event.currentTarget.parentElement?.getBoundingClientRect();
    if (plot === undefined || onMove === null || plot.width === 0) return;
    onMove(held(marginOfPlace((event.clientX - plot.left) / plot.width)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (step === null || onMove === null) return;
    event.preventDefault();
    onMove(held(margin + step));
  };
  const words = `${formatScore(scoreOfMargin(margin))}, ${formatOneIn(margin)}`;
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.handle}
      data-band={band}
      data-end={placeOfMargin(margin) > 0.8 || undefined}
      aria-label={`${band} on the histogram`}
      aria-valuemin={scaleFrom}
      aria-valuemax={scaleTo}
      aria-valuenow={margin}
      aria-valuetext={`score ${words}`}
      aria-readonly={onMove === null || undefined}
      style={{ left: `${placeOfMargin(margin) * 100}%` }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (onMove === null) return;
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => dragging.current && moveTo(event)}
      onPointerUp={() => {
        dragging.current = false;
      }}
      onPointerCancel={() => {
        dragging.current = false;
      }}
    >
      <span className={styles.flag}>
        {band} <b>{formatScore(scoreOfMargin(margin))}</b>
      </span>
    </div>
  );
}
