"use client";

import { type SpotCheck, spotCheckVerdictSchema } from "../../lib/contracts/thresholds.ts";
import { usePageKeys } from "../keys/use-page-keys.ts";
import { useQueueCursor } from "../keys/use-queue-cursor.ts";
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
  const { cursorId, focusCursor, goTo, keys } = useQueueCursor({ rows, view, noun: "spot check" });
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
  usePageKeys(spotCheckText.title, [...keys, ...(judge === null ? [] : verdictKeys)]);
  return { cursorId, focusCursor, judgeAt };
}
