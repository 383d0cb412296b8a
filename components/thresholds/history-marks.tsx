"use client";

import { type KeyboardEvent, useState } from "react";
import { CauseShape } from "../charts/cause-mark.tsx";
import { axisMarginOf } from "../charts/score-axis.ts";
import { causeOf, causeWords } from "../charts/threshold-cause.ts";
import { formatDateTime, formatMove } from "../display/format.ts";
import styles from "./history.module.css";
import type { BandHistory, MoveCluster } from "./prepare-history.ts";
import { thresholdSentences } from "./thresholds-text.ts";

export interface MarkHandlers {
  /** Pointed at, or reached by keyboard: read until another is. */
  readonly read: (key: string) => void;
}

interface HistoryMarksProps {
  readonly band: BandHistory;
  readonly x: (ms: number) => number;
  readonly y: (margin: number) => number;
  readonly openKey: string | null;
  readonly on: MarkHandlers;
}

const markId = (key: string) => `threshold-mark-${key}`;

/** What a marker says in one sentence: of several moves the newest, and how many there are. */
function describe(band: string, { moves }: MoveCluster): string {
  const newest = moves.at(-1);
  if (newest === undefined) return band;
  const { step, before, after } = newest;
  const several = moves.length > 1 ? `${thresholdSentences.together(moves.length)} ` : "";
  const cause = causeWords[causeOf(step.cause)].word;
  return `${several}${formatDateTime(step.at)} ${band} ${formatMove(before, after)}, ${cause}: ${step.reason}`;
}

/** The markers of one threshold: one stop for Tab, arrow keys from one to the next. */
export function HistoryMarks({ band, x, y, openKey, on }: HistoryMarksProps) {
  const { clusters } = band;
  const [stop, setStop] = useState<string | null>(null);
  const stopKey = clusters.some(({ key }) => key === stop) ? stop : (clusters.at(-1)?.key ?? null);
  const onKeyDown = (event: KeyboardEvent<SVGGElement>, index: number) => {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    const next = clusters[index + by];
    if (by === 0 || next === undefined) return;
    event.preventDefault();
    setStop(next.key);
    document.getElementById(markId(next.key))?.focus();
  };
  return (
    <g role="toolbar" aria-label={`Moves of ${band.band}`}>
      {clusters.map((cluster, index) => {
        const newest = cluster.moves.at(-1);
        if (newest === undefined) return null;
        const { before, after, step } = newest;
        const down = after !== null && before !== null && after < before;
        const at = y(axisMarginOf(after ?? before ?? 0));
        return (
          // biome-ignore lint/a11y/useSemanticElements: no button can stand inside a drawing.
          <g
            key={cluster.key}
            id={markId(cluster.key)}
            className={styles.mark}
            role="button"
            tabIndex={cluster.key === stopKey ? 0 : -1}
            aria-label={describe(band.band, cluster)}
            aria-pressed={cluster.key === openKey}
            transform={`translate(${x(cluster.at)} ${at})`}
            onPointerEnter={() => on.read(cluster.key)}
            onClick={() => on.read(cluster.key)}
            onFocus={() => {
              setStop(cluster.key);
              on.read(cluster.key);
            }}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            <rect x={-12} y={-12} width={24} height={24} fill="transparent" />
            {cluster.key === openKey && <circle className={styles.markRing} r={9} />}
            <CauseShape cause={causeOf(step.cause)} down={down} />
            {cluster.moves.length > 1 && (
              <text className={styles.markCount} y={-9} textAnchor="middle">
                {cluster.moves.length}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
