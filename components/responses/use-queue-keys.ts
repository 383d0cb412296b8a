"use client";

import type { RefObject } from "react";
import type { ResponseRow } from "../../lib/contracts/responses.ts";
import { usePageKeys } from "../keys/use-page-keys.ts";
import { useQueueCursor } from "../keys/use-queue-cursor.ts";
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
  const { cursorId, focusCursor, keys } = useQueueCursor({ rows, view, noun: "response" });
  const decide = (kind: "approve" | "override" | "undo", state: ResponseRow["state"]) => {
    const row = rows.find(({ id }) => id === cursorId);
    if (mayDecide && row?.state === state) ask({ kind, row });
  };
  usePageKeys(responseText.title, [
    ...keys,
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
  return { cursorId, focusCursor };
}
