"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { Spacer, spacersOf } from "../display/table-spacer.tsx";
import { useRowHeight } from "../preferences/density.ts";
import styles from "./alert-table.module.css";
import { AlertTableRow, rowButtonId } from "./alert-table-row.tsx";
import { alertText } from "./alert-text.ts";
import type { RowCursor } from "./row-cursor.ts";

interface AlertTableProps {
  readonly rows: readonly AlertRow[];
  readonly cursor: RowCursor | null;
  readonly openId: number | null;
  readonly onOpen: (id: number) => void;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

/** Rows left below before the next page is asked for. */
const ahead = 20;
const columns = ["Severity", "Score", "Alert", "Entities", "Events", "Last seen", "Status"] as const;

/** The dense list: only the rows in sight are in the page, however long it is. */
export function AlertTable({ rows, cursor, openId, onOpen, hasMore, loadMore }: AlertTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when rows change their height, not before.
  useEffect(() => virtual.measure(), [rowHeight]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && last >= rows.length - ahead) loadMore();
  }, [hasMore, last, rows.length, loadMore]);

  const index = cursor?.byKey ? rows.findIndex((row) => row.id === cursor.id) : -1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view follows the cursor when that moves, not when rows do.
  useEffect(() => {
    if (cursor === null || index < 0) return;
    virtual.scrollToIndex(index);
    // A row that is not in the page yet takes the focus when it comes.
    document.getElementById(rowButtonId(cursor.id))?.focus({ preventScroll: true });
  }, [cursor]);

  const { before, after } = spacersOf(items, virtual.getTotalSize());
  return (
    <div ref={scroller} className={styles.scroller}>
      <table className={styles.table} aria-label={alertText.title} aria-rowcount={hasMore ? -1 : rows.length + 1}>
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
          {items.map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <AlertTableRow
                key={row.id}
                alert={row}
                rowIndex={item.index + 2}
                atCursor={row.id === cursor?.id}
                focused={row.id === cursor?.id && cursor.byKey}
                open={row.id === openId}
                onOpen={onOpen}
              />
            );
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </div>
  );
}
