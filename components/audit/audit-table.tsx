"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { AuditRow } from "../../lib/contracts/audit.ts";
import tableStyles from "../display/data-table.module.css";
import { RelativeTime } from "../display/relative-time.tsx";
import { Spacer, spacersOf } from "../display/table-spacer.tsx";
import { useRowHeight } from "../preferences/density.ts";
import styles from "./audit.module.css";
import { actorKindWords, auditText } from "./audit-text.ts";
import { summaryOf } from "./entry-changes.ts";
import { shortActor } from "./entry-words.ts";
import { OutcomeMark } from "./outcome-mark.tsx";
import { SealMark } from "./seal-mark.tsx";

interface AuditTableProps {
  readonly rows: readonly AuditRow[];
  readonly openId: number | null;
  readonly onOpen: (id: number) => void;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

const columns = ["When", "Who", "What", "On what", "Outcome", "Changed", "Seal"] as const;
/** Rows left below before the next page is asked for. */
const ahead = 20;

/** The button of an entry's row, where the focus goes back to. */
export const entryButtonId = (id: number) => `audit-row-${id}`;

/** The dense list: only the rows in sight are in the page, however long the record is. */
export function AuditTable({ rows, openId, onOpen, hasMore, loadMore }: AuditTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && last >= rows.length - ahead) loadMore();
  }, [hasMore, last, rows.length, loadMore]);
  const { before, after } = spacersOf(items, virtual.getTotalSize());
  return (
    <div ref={scroller} className={`${tableStyles.scroller} ${styles.scroller}`}>
      <table
        className={`${tableStyles.table} ${styles.table}`}
        aria-label={auditText.table}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
      >
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} />
          {items.map(({ index }) => {
            const row = rows[index];
            return (
              row && <EntryRow key={row.id} row={row} rowIndex={index + 2} open={row.id === openId} onOpen={onOpen} />
            );
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </div>
  );
}

interface EntryRowProps {
  readonly row: AuditRow;
  readonly rowIndex: number;
  readonly open: boolean;
  readonly onOpen: (id: number) => void;
}

/** One entry. The pointer may press anywhere in it; the keyboard has the button in it. */
function EntryRow({ row, rowIndex, open, onOpen }: EntryRowProps) {
  const summary = summaryOf(row);
  return (
    <tr className={tableStyles.row} aria-rowindex={rowIndex} data-open={open} onClick={() => onOpen(row.id)}>
      <td>
        <RelativeTime at={row.at} />
      </td>
      <td title={`${row.actor} (${actorKindWords[row.actorKind]}${row.address === null ? "" : `, ${row.address}`})`}>
        <span className={row.actorKind === "system" ? styles.machine : styles.actor}>{shortActor(row.actor)}</span>
      </td>
      <td title={row.action}>
        <button type="button" id={entryButtonId(row.id)} className={styles.opener} aria-expanded={open}>
          {row.action}
        </button>
      </td>
      <td title={row.resource}>{row.resource}</td>
      <td>
        <OutcomeMark outcome={row.outcome} />
      </td>
      <td className={styles.summary} title={summary}>
        {summary}
      </td>
      <td>
        <SealMark seal={row.seal} />
      </td>
    </tr>
  );
}
