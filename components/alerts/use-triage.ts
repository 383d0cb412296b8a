"use client";

import { type RefObject, useState } from "react";
import type { AlertRow, Verdict } from "../../lib/contracts/alerts.ts";
import { useMay } from "../session/use-session.ts";
import { useKeys } from "../url/use-keys.ts";
import type { RowCursor } from "./alert-table.tsx";
import { noteFieldId } from "./alert-timeline.tsx";
import type { useAlertView } from "./alert-view.ts";
import { useChangeAlert } from "./use-change-alert.ts";

interface TriageInput {
  readonly view: ReturnType<typeof useAlertView>;
  readonly rows: readonly AlertRow[];
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** What can be done on the Alerts page, by key or by button: moving, opening, acknowledging, resolving. */
export function useTriage({ view, rows, searchRef }: TriageInput) {
  const { openId, open, close } = view;
  const mayTriage = useMay("alerts:triage");
  const change = useChangeAlert();
  const [movedTo, setMovedTo] = useState<RowCursor | null>(null);
  const [dialog, setDialog] = useState<"verdict" | "help" | null>(null);
  const cursorId = openId ?? movedTo?.id ?? null;
  const cursorIndex = rows.findIndex((row) => row.id === cursorId);

  const move = (step: number) => {
    const next = rows[cursorIndex < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, cursorIndex + step))];
    if (next === undefined) return;
    setMovedTo({ id: next.id, byKey: true });
    if (openId !== null) open(next.id, "replace");
  };
  const acknowledge = () => {
    const alert = rows[cursorIndex];
    // An alert opened by link may not be in the list: its status is for the server to judge.
    if (!mayTriage || cursorId === null || (alert !== undefined && alert.status !== "new")) return;
    change.mutate({ id: cursorId, patch: { status: "in_progress" } });
  };
  const resolve = ({ verdict, reason }: { readonly verdict: Verdict; readonly reason: string }) => {
    setDialog(null);
    if (cursorId === null) return;
    change.mutate({ id: cursorId, patch: { status: "resolved", verdict, reason } });
  };
  const reopen = () => cursorId !== null && change.mutate({ id: cursorId, patch: { status: "in_progress" } });
  const askVerdict = () => {
    if (mayTriage && cursorId !== null && rows[cursorIndex]?.status !== "resolved") setDialog("verdict");
  };

  useKeys({
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    Enter: () => cursorId !== null && open(cursorId),
    Escape: close,
    a: acknowledge,
    e: askVerdict,
    n: () => document.getElementById(noteFieldId)?.focus(),
    "/": () => searchRef.current?.focus(),
    "?": () => setDialog("help"),
  });

  const cursor = cursorId === null ? null : movedTo?.id === cursorId ? movedTo : { id: cursorId, byKey: false };
  return {
    cursor,
    setMovedTo,
    dialog,
    setDialog,
    resolve,
    actions: { acknowledge, resolve: askVerdict, reopen, close },
  };
}
