import { useEffect, useRef, useState } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import type { AlertsView } from "./alert-view.ts";
import { cursorIdOf, type RowCursor, rowBeside } from "./row-cursor.ts";

interface CursorInput {
  readonly view: AlertsView;
  readonly rows: readonly AlertRow[];
}

/** Where keys act, and moving it from row to row. A list with other filters begins without. */
export function useRowCursor({ view, rows }: CursorInput) {
  const listId = JSON.stringify(view.query);
  const [moved, setMoved] = useState<{ readonly listId: string; readonly cursor: RowCursor } | null>(null);
  if (moved !== null && moved.listId !== listId) setMoved(null);
  const movedNow = useRef(moved);
  useEffect(() => {
    movedNow.current = moved;
  }, [moved]);

  /** Written by the table as it is scrolled. */
  const topIndex = useRef(0);

  const moveTo = (cursor: RowCursor) => {
    movedNow.current = { listId, cursor };
    setMoved(movedNow.current);
  };
  /** For handlers: two keys may come between two renderings. */
  const idNow = () => cursorIdOf({ rows, openId: view.openIdNow(), movedId: movedNow.current?.cursor.id ?? null });
  const moveBy = (step: number) => {
    const next = rowBeside({ rows, cursorId: idNow(), by: step, topIndex: topIndex.current });
    if (next === undefined) return;
    moveTo({ id: next.id, byKey: true });
    if (view.openIdNow() !== null) view.open(next.id, "replace");
  };

  const id = cursorIdOf({ rows, openId: view.openId, movedId: moved?.cursor.id ?? null });
  const cursor = id === null ? null : moved?.cursor.id === id ? moved.cursor : { id, byKey: false };
  return { cursor, idNow, moveTo, moveBy, topIndex };
}
