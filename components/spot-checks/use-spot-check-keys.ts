"use client";

import { useState } from "react";
import { type SpotCheck, spotCheckVerdictSchema } from "../../lib/contracts/thresholds.ts";
import { usePageKeys } from "../keys/use-page-keys.ts";
import { nextWaiting } from "./next-waiting.ts";
import { type SpotCheckVerdict, spotCheckText, verdictWords } from "./spot-check-text.ts";
import type { SpotCheckView } from "./spot-check-view.ts";

interface KeysInput {
  readonly view: SpotCheckView;
  readonly rows: readonly SpotCheck[];
  /** Null: the person may not. */
  readonly judge: ((row: SpotCheck, verdict: SpotCheckVerdict) => void) | null;
}

/** Moving through the queue and judging, by single keys; after a verdict the next one that waits is at hand. */
export function useSpotCheckKeys({ view, rows, judge }: KeysInput) {
  const [movedTo, setMovedTo] = useState<number | null>(null);
  const cursorId = view.openId ?? rows.find(({ id }) => id === movedTo)?.id ?? null;
  const goTo = (id: number) => {
    setMovedTo(id);
    if (view.openId !== null) view.open(id, "replace");
  };
  const moveBy = (step: number) => {
    const at = rows.findIndex(({ id }) => id === cursorId);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
    if (next !== undefined) goTo(next.id);
  };
  const judgeAt = (id: number | null, verdict: SpotCheckVerdict) => {
    const row = rows.find((other) => other.id === id);
    if (judge === null || row === undefined || row.state === "late") return;
    judge(row, verdict);
    const next = row.state === "open" ? nextWaiting(rows, row.id) : undefined;
    if (next !== undefined) goTo(next.id);
  };
  const verdictKeys = spotCheckVerdictSchema.options.map((verdict) => ({
    keys: [verdictWords[verdict].key],
    does: `${verdictWords[verdict].word}: ${verdictWords[verdict].about}`,
    run: () => judgeAt(cursorId, verdict),
  }));
  usePageKeys(spotCheckText.title, [
    { keys: ["j", "ArrowDown"], does: "Next spot check", run: () => moveBy(1) },
    { keys: ["k", "ArrowUp"], does: "Previous spot check", run: () => moveBy(-1) },
    { keys: ["Enter"], does: "Open it", run: () => cursorId !== null && view.open(cursorId) },
    {
      keys: ["Escape"],
      does: "Close",
      run: () => {
        if (view.openId === null) return;
        setMovedTo(view.openId);
        view.close();
      },
    },
    ...(judge === null ? [] : verdictKeys),
  ]);
  return { cursorId, focusCursor: view.openId === null && movedTo === cursorId, judgeAt };
}
