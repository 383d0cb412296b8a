"use client";

import type { KeyboardEvent } from "react";
import { formatClock } from "../display/format.ts";
import styles from "./minutes.module.css";
import { minutesText } from "./operations-text.ts";
import type { LedgerGrid } from "./prepare-minutes.ts";

interface MinuteSliderProps {
  readonly grid: LedgerGrid;
  readonly chosen: number | null;
  readonly onChoose: (at: number | null) => void;
}

const minuteMs = 60_000;
const clock = (at: number) => formatClock(at).slice(0, 5);

/** Names the range over the strips, and chooses one minute of it: arrows, Home and End; Escape for all of them. */
export function MinuteSlider({ grid, chosen, onChoose }: MinuteSliderProps) {
  const last = grid.to - minuteMs;
  const words = chosen === null ? minutesText.all : clock(chosen);
  const onKeyDown = (event: KeyboardEvent) => {
    const from = chosen ?? last + minuteMs;
    const moves: Readonly<Record<string, number | null>> = {
      ArrowLeft: from - minuteMs,
      ArrowRight: from + minuteMs,
      Home: grid.from,
      End: last,
      Escape: null,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next === null ? null : Math.min(last, Math.max(grid.from, next)));
  };
  return (
    <div
      className={styles.slider}
      role="slider"
      tabIndex={0}
      aria-label={minutesText.minute}
      aria-valuemin={0}
      aria-valuemax={grid.minutes - 1}
      aria-valuenow={chosen === null ? grid.minutes - 1 : Math.round((chosen - grid.from) / minuteMs)}
      aria-valuetext={words}
      onKeyDown={onKeyDown}
    >
      <span>{clock(grid.from)}</span>
      <span className={chosen === null ? undefined : styles.chosen}>{words}</span>
      <span>{clock(grid.to)}</span>
    </div>
  );
}
