"use client";

import type { KeyboardEvent } from "react";
import styles from "./charts.module.css";
import { useCursor, useCursorStore } from "./cursor-store.ts";
import type { ThreatChart } from "./prepare-threat-chart.ts";
import { readingInWords, readMoment } from "./read-moment.ts";

const leap = 10;

/** The cursor by keyboard: arrows go from bucket to bucket, with Shift ten at a time; each reading is spoken. */
export function TimeSlider({ chart, label }: { readonly chart: ThreatChart; readonly label: string }) {
  const store = useCursorStore();
  const cursor = useCursor();
  const [start, end] = chart.domain;
  const { at } = readMoment(chart, cursor);
  const moveTo = (ms: number) => store.set(Math.min(end - chart.stepMs, Math.max(start, ms)));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = chart.stepMs * (event.shiftKey ? leap : 1);
    if (event.key === "ArrowLeft") moveTo(at - step);
    else if (event.key === "ArrowRight") moveTo(at + step);
    else if (event.key === "Home") moveTo(Math.ceil(start / chart.stepMs) * chart.stepMs);
    else if (event.key === "End") moveTo(Math.floor(end / chart.stepMs) * chart.stepMs);
    else if (event.key === "Escape") store.set(null);
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.slider}
      aria-label={label}
      aria-valuemin={start}
      aria-valuemax={end}
      aria-valuenow={at}
      aria-valuetext={readingInWords(chart, cursor)}
      onKeyDown={onKeyDown}
      onBlur={() => store.set(null)}
    />
  );
}
