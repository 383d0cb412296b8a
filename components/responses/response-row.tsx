"use client";

import { Button, Checkbox } from "@mantine/core";
import { memo, useEffect, useRef } from "react";
import type { ResponseTab, ResponseRow as Row } from "../../lib/contracts/responses.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import tableStyles from "../display/data-table.module.css";
import { RelativeTime } from "../display/relative-time.tsx";
import { SeverityMark } from "../display/severity.tsx";
import { formatLease } from "./format-time-left.ts";
import { ResponseStateMark } from "./response-state.tsx";
import { decisionLine, proposerOf, responseText } from "./response-text.ts";
import { actionWords, responseTitle } from "./response-title.ts";
import styles from "./responses.module.css";
import { TimeLeft } from "./time-left.tsx";

export interface RowHandlers {
  readonly open: (id: number) => void;
  readonly approve: (row: Row) => void;
  readonly override: (row: Row) => void;
  readonly undo: (row: Row) => void;
  readonly settle: (row: Row) => void;
  readonly select: (id: number) => void;
}

interface ResponseRowProps {
  readonly row: Row;
  readonly tab: ResponseTab;
  readonly mayDecide: boolean;
  readonly atCursor: boolean;
  readonly focused: boolean;
  readonly open: boolean;
  readonly selected: boolean;
  readonly on: RowHandlers;
}

/** What stands at the right of a row: the clock that runs in this tab, or what was decided. */
export function RowClock({ row, tab }: { readonly row: Row; readonly tab: ResponseTab }) {
  if (tab === "pending" && row.decideBy !== null) {
    return (
      <TimeLeft
        until={row.decideBy}
        ofMs={Date.parse(row.decideBy) - Date.parse(row.proposedAt)}
        label="Must be decided"
      />
    );
  }
  if (tab === "active" && row.leaseUntil !== null) {
    return <TimeLeft until={row.leaseUntil} ofMs={row.leaseSeconds * 1000} label="Lease ends" />;
  }
  return <RelativeTime at={row.updatedAt} />;
}

/** Approve and override where it waits, undo where it holds: on the row, for those who need no more than the row says. */
export function RowActions({ row, mayDecide, on }: Pick<ResponseRowProps, "row" | "mayDecide" | "on">) {
  if (!mayDecide) return null;
  return (
    <span className={styles.rowActions}>
      {row.state === "awaiting_approval" && (
        <>
          <Button size="compact-xs" onClick={() => on.approve(row)} aria-label={`Approve: ${responseTitle(row)}`}>
            {responseText.approve}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => on.override(row)}
            aria-label={`Override: ${responseTitle(row)}`}
          >
            {responseText.override}
          </Button>
        </>
      )}
      {(row.state === "unknown" || row.state === "rollback_failed") && (
        <Button size="compact-xs" onClick={() => on.settle(row)} aria-label={`Settle: ${responseTitle(row)}`}>
          {responseText.settle}
        </Button>
      )}
      {row.state === "active" && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => on.undo(row)}
          aria-label={`Undo: ${responseTitle(row)}`}
        >
          {responseText.undo}
        </Button>
      )}
    </span>
  );
}

/** One response in the list. The pointer may press anywhere in it; the keyboard has the button in it. */
export const ResponseTableRow = memo(function ResponseTableRow(props: ResponseRowProps) {
  const { row, tab, mayDecide, atCursor, focused, open, selected, on } = props;
  const button = useRef<HTMLButtonElement>(null);
  const proposed = `proposed by ${proposerOf(row)}`;
  useEffect(() => {
    if (focused) button.current?.focus({ preventScroll: false });
  }, [focused]);
  return (
    <tr
      className={`${tableStyles.row} ${styles.row}`}
      aria-current={atCursor || undefined}
      data-open={open}
      data-departed={row.tab !== tab}
      data-testid={`response-row-${row.id}`}
      onClick={(event) => {
        const target = event.target instanceof Element ? event.target : null;
        if (target?.closest("button, input, label, a") === null || target?.closest(`.${tableStyles.rowButton}`))
          on.open(row.id);
      }}
    >
      {tab === "active" && (
        <td className={tableStyles.shrink}>
          <Checkbox
            size="xs"
            checked={selected}
            onChange={() => on.select(row.id)}
            aria-label={`Select ${responseTitle(row)}`}
          />
        </td>
      )}
      <td className={tableStyles.fill} title={`${responseTitle(row)}\n${row.reason}\n${proposed}`}>
        <button ref={button} type="button" className={tableStyles.rowButton}>
          <span className={styles.action}>
            {actionWords[row.action]} <b>{visibleName(row.target.name)}</b>
          </span>
          <span className={styles.why}>
            {row.reason} · {proposed}
          </span>
        </button>
      </td>
      <td className={tableStyles.shrink}>{row.alert !== null && <SeverityMark severity={row.alert.severity} />}</td>
      <td className={tableStyles.shrink}>
        <ResponseStateMark state={row.state} />
      </td>
      <td
        className={tableStyles.shrink}
        title={row.blastRadius.summary}
        data-column={tab === "history" ? "decision" : "executor"}
      >
        {tab === "history" ? (decisionLine(row) ?? "–") : row.executor.name}
      </td>
      {tab !== "history" && (
        <td className={`${tableStyles.shrink} ${tableStyles.number}`} data-column="lease">
          {formatLease(row.leaseSeconds)}
        </td>
      )}
      <td className={`${tableStyles.shrink} ${tableStyles.number}`}>
        <RowClock row={row} tab={tab} />
      </td>
      {tab !== "history" && (
        <td className={tableStyles.shrink}>
          <RowActions row={row} mayDecide={mayDecide} on={on} />
        </td>
      )}
    </tr>
  );
});
