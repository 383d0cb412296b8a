import { useState } from "react";

interface QueueInput {
  readonly rows: readonly { readonly id: number }[];
  /** The row that is open beside the list, in the address. */
  readonly view: {
    readonly openId: number | null;
    readonly open: (id: number, how?: "push" | "replace") => void;
    readonly close: () => void;
  };
  /** What a row is, for the help of keys: "response". */
  readonly noun: string;
}

/** Where somebody is in a queue, and the keys that move through it, open and close. */
export function useQueueCursor({ rows, view, noun }: QueueInput) {
  const { openId, open, close } = view;
  const [movedTo, setMovedTo] = useState<number | null>(null);
  const cursorId = openId ?? rows.find(({ id }) => id === movedTo)?.id ?? null;
  const goTo = (id: number) => {
    setMovedTo(id);
    if (openId !== null) open(id, "replace");
  };
  const moveBy = (step: number) => {
    const at = rows.findIndex(({ id }) => id === cursorId);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
    if (next !== undefined) goTo(next.id);
  };
  const leave = () => {
    if (openId === null) return;
    setMovedTo(openId);
    close();
  };
  return {
    cursorId,
    /** The keyboard is in the list, not in what is open beside it. */
    focusCursor: openId === null && movedTo === cursorId,
    goTo,
    keys: [
      { keys: ["j", "ArrowDown"], does: `Next ${noun}`, run: () => moveBy(1) },
      { keys: ["k", "ArrowUp"], does: `Previous ${noun}`, run: () => moveBy(-1) },
      { keys: ["Enter"], does: "Open it", run: () => cursorId !== null && open(cursorId) },
      { keys: ["Escape"], does: "Close", run: leave },
    ],
  };
}
