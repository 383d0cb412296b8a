"use client";

import { useEffect, useRef } from "react";
import type { SpotCheck } from "../../lib/contracts/thresholds.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import table from "../display/data-table.module.css";
import { RelativeTime } from "../display/relative-time.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import { TimeLeft } from "../responses/time-left.tsx";
import {
  type SpotCheckState,
  spotCheckText,
  standsFor,
  stateWords,
  stratumWords,
  verdictWords,
} from "./spot-check-text.ts";
import styles from "./spot-checks.module.css";

interface SpotCheckListProps {
  readonly rows: readonly SpotCheck[];
  readonly state: SpotCheckState;
  readonly cursorId: number | null;
  readonly focusCursor: boolean;
  readonly openId: number | null;
  /** How far the guard's clock, by which verdicts come too late, is behind that of the wall, ms. */
  readonly lagMs: number;
  readonly onOpen: (id: number) => void;
  /** Null: there are no more. */
  readonly loadMore: (() => void) | null;
}

/** The queue: what was not shown, how far it lay below notify, and why it is asked about. */
export function SpotCheckList(props: SpotCheckListProps) {
  const { rows, state, cursorId, focusCursor, openId, lagMs, onOpen, loadMore } = props;
  return (
    <div className={`${table.scroller} ${styles.list}`}>
      <table className={table.table} aria-label={`${spotCheckText.title}, ${stateWords[state].toLowerCase()}`}>
        <thead>
          <tr>
            <th scope="col">{spotCheckText.event}</th>
            <th scope="col" className={table.number}>
              {spotCheckText.score}
            </th>
            <th scope="col" data-column="drawn">
              {spotCheckText.drawn}
            </th>
            <th scope="col" data-column="stands" className={table.number}>
              {spotCheckText.standsFor}
            </th>
            <th scope="col" data-column="origin">
              {spotCheckText.origin}
            </th>
            <th scope="col" data-column="age" className={table.number}>
              {spotCheckText.age}
            </th>
            <th scope="col" className={table.number}>
              {state === "open" ? spotCheckText.left : spotCheckText.verdict}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              atCursor={row.id === cursorId}
              focused={focusCursor && row.id === cursorId}
              open={row.id === openId}
              lagMs={lagMs}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
      {loadMore !== null && (
        <p className={styles.more}>
          <button type="button" onClick={loadMore}>
            {spotCheckText.more}
          </button>
        </p>
      )}
    </div>
  );
}

interface RowProps {
  readonly row: SpotCheck;
  readonly atCursor: boolean;
  readonly focused: boolean;
  readonly open: boolean;
  readonly lagMs: number;
  readonly onOpen: (id: number) => void;
}

/** The pointer may press anywhere in it; the keyboard has the button in it. */
function Row({ row, atCursor, focused, open, lagMs, onOpen }: RowProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) button.current?.focus({ preventScroll: false });
  }, [focused]);
  return (
    <tr
      className={`${table.row} ${styles.row}`}
      aria-current={atCursor || undefined}
      data-open={open}
      data-settled={row.state !== "open"}
      data-testid={`spot-check-${row.id}`}
      onClick={() => onOpen(row.id)}
    >
      <td className={table.fill} title={row.summary}>
        <button ref={button} type="button" className={`${table.rowButton} ${styles.summary}`}>
          {row.summary}
        </button>
      </td>
      <td className={`${table.shrink} ${table.number}`} data-column="score">
        <ScoreValue score={row.score} threshold={scoreOfMargin(row.threshold)} />
      </td>
      <td className={table.shrink} data-column="drawn" title={stratumWords[row.stratum].about}>
        {stratumWords[row.stratum].word}
      </td>
      <td
        className={`${table.shrink} ${table.number}`}
        data-column="stands"
        title={`Drawn with a chance of ${row.chance.toPrecision(2)}`}
      >
        {standsFor(row)}
      </td>
      <td className={table.shrink} data-column="origin">
        {visibleName(row.origin)}
      </td>
      <td className={`${table.shrink} ${table.number}`} data-column="age">
        <RelativeTime at={row.drawnAt} />
      </td>
      <td className={`${table.shrink} ${table.number}`}>
        <Standing row={row} lagMs={lagMs} />
      </td>
    </tr>
  );
}

function Standing({ row, lagMs }: Pick<RowProps, "row" | "lagMs">) {
  if (row.verdict !== null) return <span className={styles.verdict}>{verdictWords[row.verdict].word}</span>;
  if (row.state === "late") return <span className={styles.verdict}>{stateWords.late}</span>;
  const dueMs = Date.parse(row.dueAt) + lagMs;
  return (
    <TimeLeft
      until={new Date(dueMs).toISOString()}
      ofMs={dueMs - Date.parse(row.drawnAt)}
      label="Counts if judged before"
    />
  );
}
