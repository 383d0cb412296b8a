"use client";

import { memo, useEffect, useRef } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { formatCount } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { AlertStanding } from "./alert-standing.tsx";
import styles from "./alert-table.module.css";

interface AlertTableRowProps {
  readonly alert: AlertRow;
  /** Place in the whole list, counted from 1, the header included. */
  readonly rowIndex: number;
  readonly atCursor: boolean;
  readonly focused: boolean;
  readonly open: boolean;
  readonly onOpen: (id: number) => void;
}

/** The button of an alert's row, where the focus goes back to. */
export const rowButtonId = (id: number) => `alert-row-${id}`;

/** One alert in the list. The pointer may press anywhere in it; the keyboard has the button in it. */
export const AlertTableRow = memo(function AlertTableRow(props: AlertTableRowProps) {
  const { alert, rowIndex, atCursor, focused, open, onOpen } = props;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) button.current?.focus({ preventScroll: true });
  }, [focused]);
  const names = alert.entities.map(({ name }) => name).join(" · ");
  return (
    <tr
      className={styles.row}
      aria-rowindex={rowIndex}
      aria-current={atCursor || undefined}
      data-open={open}
      data-settled={alert.status === "resolved" || alert.status === "suppressed"}
      data-testid={`alert-row-${alert.id}`}
      onClick={() => onOpen(alert.id)}
    >
      <td>
        <SeverityMark severity={alert.severity} />
      </td>
      <td>
        <ScoreValue score={alert.score} />
      </td>
      <td>
        <div className={styles.subject} title={`${alert.title}\n${alert.reason}`}>
          <button ref={button} id={rowButtonId(alert.id)} type="button" className={styles.title}>
            {alert.title}
          </button>
          <span className={styles.reason}>{alert.reason}</span>
        </div>
      </td>
      <td className={styles.cut} title={alert.entities.map(({ role, name }) => `${role}: ${name}`).join("\n")}>
        {names}
      </td>
      <td>{formatCount(alert.eventCount)}</td>
      <td>
        <RelativeTime at={alert.lastSeen} />
      </td>
      <td>
        <AlertStanding status={alert.status} verdict={alert.verdict} />
      </td>
    </tr>
  );
});
