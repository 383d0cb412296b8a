"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { Spacer, spacersOf } from "../display/table-spacer.tsx";
import { useRowHeight } from "../preferences/density.ts";
import styles from "./alert-table.module.css";
import { AlertTableHead } from "./alert-table-head.tsx";
import { AlertTableRow, rowButtonId } from "./alert-table-row.tsx";
import { alertText } from "./alert-text.ts";
import type { AlertsView } from "./alert-view.ts";
import type { Triage } from "./use-triage.ts";

interface AlertTableProps {
  readonly view: AlertsView;
  readonly rows: readonly AlertRow[];
  readonly triage: Triage;
  readonly onOpen: (id: number) => void;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

/** Rows left below before the next page is asked for: about what a flick of the wheel scrolls past. */
const ahead = 60;

/** Whether all, some or none of the list is chosen; null where nothing can be. */
function chosenOf(rows: readonly AlertRow[], { mayTriage, selection }: Triage): boolean | "mixed" | null {
  if (!mayTriage) return null;
  if (selection.ids.size === 0) return false;
  return rows.every(({ id }) => selection.ids.has(id)) ? true : "mixed";
}

/** The dense list: only the rows in sight are in the page, however long it is. */
export function AlertTable({ view, rows, triage, onOpen, hasMore, loadMore }: AlertTableProps) {
  const { cursor, topIndex, selection, bulk, mayTriage } = triage;
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
  const top = virtual.range?.startIndex ?? 0;
  useEffect(() => {
    topIndex.current = top;
  }, [topIndex, top]);
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
        <AlertTableHead view={view} allSelected={chosenOf(rows, triage)} onSelectAll={selection.all} />
        <tbody>
          <Spacer height={before} />
          {items.map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <AlertTableRow
                key={row.id}
                alert={row}
                columns={view.columns}
                rowIndex={item.index + 2}
                atCursor={row.id === cursor?.id}
                focused={row.id === cursor?.id && cursor.byKey}
                open={row.id === view.openId}
                selected={mayTriage ? selection.ids.has(row.id) : null}
                refusal={bulk.refused.get(row.id)}
                onOpen={onOpen}
                onToggle={selection.toggle}
                onExtend={selection.extendTo}
              />
            );
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </div>
  );
}
