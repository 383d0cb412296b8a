"use client";

import { memo } from "react";
import { formatClock, formatMove } from "../display/format.ts";
import { CauseShape } from "./cause-mark.tsx";
import styles from "./charts.module.css";
import type { Scale } from "./paths.ts";
import type { ThreatChart, ThresholdMove } from "./prepare-threat-chart.ts";
import type { ShownChart } from "./shown-chart.ts";
import { causeOf, causeWords } from "./threshold-cause.ts";

interface ThresholdLayerProps {
  readonly chart: ThreatChart;
  readonly x: Scale;
  readonly y: Scale;
  readonly onMove: ShownChart["onMove"];
}

/** What a move says in one sentence. */
function describeMove({ at, band, before, after, step }: ThresholdMove): string {
  const { word } = causeWords[causeOf(step.cause)];
  return `${formatClock(at)} ${band} ${formatMove(before, after)}, ${word}: ${step.reason}`;
}

/** Thresholds as they stood: steps, with a marker wherever one moved; its reason is on the marker. */
export const ThresholdLayer = memo(function ThresholdLayer({ chart, x, y, onMove }: ThresholdLayerProps) {
  return (
    <g>
      {chart.segments.map(({ band, from, to, value, estimated }) => (
        <path
          key={`${band}-${from}`}
          className={styles.threshold}
          data-band={band}
          data-estimated={estimated}
          d={`M${x(from)},${y(value)}H${x(to)}`}
        />
      ))}
      {chart.moves.map((move) => {
        const level = y(move.after ?? move.before ?? 0);
        const from = y(move.before ?? move.after ?? 0);
        const up = move.after !== null && (move.before === null || move.after > move.before);
        const at = x(move.at);
        return (
          // biome-ignore lint/a11y/useSemanticElements: no button can stand inside a drawing.
          <g
            key={move.key}
            className={styles.move}
            role="button"
            tabIndex={0}
            aria-label={describeMove(move)}
            onPointerEnter={() => onMove({ key: move.key, pinned: false })}
            onPointerLeave={() => onMove(null)}
            onClick={() => onMove({ key: move.key, pinned: true })}
            onFocus={() => onMove({ key: move.key, pinned: false })}
            onBlur={() => onMove(null)}
            onKeyDown={(event) => {
              if (event.key === "Escape") onMove(null);
              if (event.key === "Enter" || event.key === " ") {
                event.preventDefault();
                onMove({ key: move.key, pinned: true });
              }
            }}
          >
            <path className={styles.threshold} data-band={move.band} d={`M${at},${from}V${level}`} />
            <g className={styles.moveMark} transform={`translate(${at} ${level})`}>
              <CauseShape cause={causeOf(move.step.cause)} down={!up} />
            </g>
            <rect x={at - 12} y={level - 12} width={24} height={24} fill="transparent" />
          </g>
        );
      })}
    </g>
  );
});
