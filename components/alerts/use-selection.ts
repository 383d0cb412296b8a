import { useCallback, useEffect, useRef, useState } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import {
  allListed,
  chosenOf,
  type Matching,
  noSelection,
  type Selection,
  withAll,
  withMatching,
  without,
  withRange,
  withToggled,
} from "./selection.ts";

/** What is chosen in a list. Live updates leave it alone; a list with other filters begins without. */
export function useSelection(listId: string, rows: readonly AlertRow[]) {
  const [kept, setKept] = useState<{ readonly listId: string; readonly selection: Selection }>({
    listId,
    selection: noSelection,
  });
  if (kept.listId !== listId) setKept({ listId, selection: noSelection });
  const { selection } = kept;
  const latest = useRef({ selection, rows });
  useEffect(() => {
    latest.current = { selection, rows };
  });
  const update = useCallback((next: (selection: Selection) => Selection) => {
    setKept((current) => {
      const changed = next(current.selection);
      latest.current = { ...latest.current, selection: changed };
      return { ...current, selection: changed };
    });
  }, []);
  const toggle = useCallback((id: number) => update((current) => withToggled(current, id)), [update]);
  const extendTo = useCallback(
    (id: number) => update((current) => withRange(current, latest.current.rows, id)),
    [update],
  );
  return {
    ids: selection.ids,
    matching: selection.matching,
    allListed: allListed(selection, rows),
    /** For handlers: two keys may come between two renderings. */
    chosenNow: () => chosenOf(latest.current.selection, latest.current.rows),
    allListedNow: () => allListed(latest.current.selection, latest.current.rows),
    toggle,
    extendTo,
    all: () => update((current) => withAll(current, latest.current.rows)),
    /** All that match the filters of this list; the answer for another list is no longer asked for. */
    addMatching: (matching: Matching) =>
      setKept((current) =>
        current.listId === listId ? { ...current, selection: withMatching(current.selection, matching) } : current,
      ),
    clear: () => update(() => noSelection),
    drop: (gone: readonly number[]) => update((current) => without(current, gone)),
  };
}
export type AlertSelection = ReturnType<typeof useSelection>;
