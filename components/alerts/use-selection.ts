import { useCallback, useEffect, useRef, useState } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { noSelection, type Selection, withAll, without, withRange, withToggled } from "./selection.ts";

/** What is chosen in a list. Live updates leave it alone; a list with other filters begins without. */
export function useSelection(listId: string, rows: readonly AlertRow[]) {
  const [kept, setKept] = useState<{ readonly listId: string; readonly selection: Selection }>({
    listId,
    selection: noSelection,
  });
  if (kept.listId !== listId) setKept({ listId, selection: noSelection });
  const { ids } = kept.selection;
  const latest = useRef({ ids, rows });
  useEffect(() => {
    latest.current = { ids, rows };
  });
  const update = useCallback((next: (selection: Selection) => Selection) => {
    setKept((current) => {
      const selection = next(current.selection);
      latest.current = { ...latest.current, ids: selection.ids };
      return { ...current, selection };
    });
  }, []);
  const toggle = useCallback((id: number) => update((selection) => withToggled(selection, id)), [update]);
  const extendTo = useCallback(
    (id: number) => update((selection) => withRange(selection, latest.current.rows, id)),
    [update],
  );
  return {
    ids,
    /** For handlers: two keys may come between two renderings. */
    rowsNow: () => latest.current.rows.filter((row) => latest.current.ids.has(row.id)),
    toggle,
    extendTo,
    all: () => update((selection) => withAll(selection, latest.current.rows)),
    clear: () => update(() => noSelection),
    drop: (gone: readonly number[]) => update((selection) => without(selection, gone)),
  };
}
export type AlertSelection = ReturnType<typeof useSelection>;
