"use client";

import { type MouseEvent, memo, useCallback, useEffect, useRef } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { formatCountOf } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { cellOf } from "./alert-cell.tsx";
import { columnTable, type ShownColumn } from "./alert-columns.ts";
import { AlertStanding } from "./alert-standing.tsx";
import styles from "./alert-table.module.css";
import { alertSentences } from "./alert-text.ts";
import { SelectBox } from "./select-box.tsx";

interface AlertTableRowProps {
  readonly alert: AlertRow;
  readonly columns: readonly ShownColumn[];
  /** Place in the whole list, counted from 1, the header included. */
  readonly rowIndex: number;
  readonly atCursor: boolean;
  readonly focused: boolean;
  readonly open: boolean;
  /** Null where nothing can be chosen. */
  readonly selected: boolean | null;
  /** Why the last change of it was refused. */
  readonly refusal: string | undefined;
  readonly onOpen: (id: number) => void;
  readonly onToggle: (id: number) => void;
  readonly onExtend: (id: number) => void;
}

/** The button of an alert's row, where the focus goes back to. */
export const rowButtonId = (id: number) => `alert-row-${id}`;

/** One alert in the list. The pointer may press anywhere in it; the keyboard has the button in it. */
export const AlertTableRow = memo(function AlertTableRow(props: AlertTableRowProps) {
  const { alert, columns, rowIndex, atCursor, focused, open, selected, refusal, onOpen, onToggle, onExtend } = props;
  const { id } = alert;
  const onCheck = useCallback(
    (event: MouseEvent) => {
      event.stopPropagation();
      if (event.shiftKey) onExtend(id);
      else onToggle(id);
    },
    [id, onToggle, onExtend],
  );
  return (
    <tr
      className={styles.row}
      aria-rowindex={rowIndex}
      aria-current={atCursor || undefined}
      aria-selected={selected ?? undefined}
      data-open={open}
      data-settled={alert.status === "resolved" || alert.status === "suppressed"}
      data-testid={`alert-row-${id}`}
      onClick={() => onOpen(id)}
    >
      {selected !== null && (
        <td data-column="select">
          <SelectBox label={alertSentences.select(id)} checked={selected} onToggle={onCheck} />
        </td>
      )}
      {columns.map(({ name }) =>
        name === "alert" ? (
          <td key={name} data-column={name}>
            <Subject alert={alert} focused={focused} refusal={refusal} />
          </td>
        ) : (
          <td key={name} data-column={name} data-numeric={columnTable[name].numeric}>
            {cellOf(name, alert)}
          </td>
        ),
      )}
    </tr>
  );
});

interface SubjectProps {
  readonly alert: AlertRow;
  readonly focused: boolean;
  readonly refusal: string | undefined;
}

/** The title, and what stands behind it: the reason, or why a change was refused. */
function Subject({ alert, focused, refusal }: SubjectProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) button.current?.focus({ preventScroll: true });
  }, [focused]);
  const standsFor = alert.originCount > 1 && (
    <span className={styles.origins}>{formatCountOf(alert.originCount, "origin")}</span>
  );
  return (
    <div className={styles.subject} title={`${alert.title}\n${alert.reason}`}>
      <button ref={button} id={rowButtonId(alert.id)} type="button" className={styles.title}>
        {alert.title}
      </button>
      {standsFor}
      {refusal === undefined ? (
        <span className={styles.reason}>{alert.reason}</span>
      ) : (
        <span className={styles.refusal}>{alertSentences.notChanged(refusal)}</span>
      )}
      <span className={styles.onPhone}>
        <AlertStanding status={alert.status} verdict={alert.verdict} />
        {standsFor}
        <RelativeTime at={alert.lastSeen} />
        <span className={styles.cut}>{alert.entities.map(({ name }) => name).join(" · ")}</span>
      </span>
    </div>
  );
}
