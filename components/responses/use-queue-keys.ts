"use client";

import { type RefObject, useState } from "react";
import type { ResponseRow } from "../../lib/contracts/responses.ts";
import { usePageKeys } from "../keys/use-page-keys.ts";
import { useMay } from "../session/use-session.ts";
import { responseText } from "./response-text.ts";
import type { useResponseView } from "./response-view.ts";
import type { AskDecision } from "./use-decision-dialogs.ts";

interface QueueKeysInput {
  readonly view: ReturnType<typeof useResponseView>;
  readonly rows: readonly ResponseRow[];
  readonly ask: AskDecision;
  readonly select: (id: number) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** Moving through the queue and deciding, by single keys. Every decision is asked about once more in a dialog. */
export function useQueueKeys({ view, rows, ask, select, searchRef }: QueueKeysInput) {
  const mayDecide = useMay("responses:decide");
  const [movedTo, setMovedTo] = useState<number | null>(null);
  const cursorId = view.openId ?? rows.find(({ id }) => id === movedTo)?.id ?? null;
  const moveBy = (step: number) => {
    const at = rows.findIndex(({ id }) => id === cursorId);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
    if (next === undefined) return;
    setMovedTo(next.id);
    if (view.openId !== null) view.open(next.id, "replace");
  };
  const decide = (kind: "approve" | "override" | "undo", state: ResponseRow["state"]) => {
    const row = rows.find(({ id }) => id === cursorId);
    if (mayDecide && row?.state === state) ask({ kind, row });
  };
  usePageKeys(responseText.title, [
    { keys: ["j", "ArrowDown"], does: "Next response", run: () => moveBy(1) },
    { keys: ["k", "ArrowUp"], does: "Previous response", run: () => moveBy(-1) },
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
    { keys: ["a"], does: "Approve", run: () => decide("approve", "awaiting_approval") },
    { keys: ["o"], does: "Override", run: () => decide("override", "awaiting_approval") },
    { keys: ["u"], does: "Undo now", run: () => decide("undo", "active") },
    {
      keys: ["x"],
      does: "Select, to undo many",
      run: () => view.listTab === "active" && cursorId !== null && select(cursorId),
    },
    { keys: ["/"], does: "Search", run: () => searchRef.current?.focus() },
  ]);
  return { cursorId, focusCursor: view.openId === null && movedTo === cursorId };
}
