"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { useKeyHelp } from "../keys/key-registry.ts";
import { useMay } from "../session/use-session.ts";
import { useKeys } from "../url/use-keys.ts";
import { alertText, keyHelp } from "./alert-text.ts";
import type { useAlertView } from "./alert-view.ts";
import { knownAlert } from "./known-alert.ts";
import { noteFieldId } from "./note-field.ts";
import { type AlertChange, useChangeAlert } from "./use-change-alert.ts";
import { useRowCursor } from "./use-row-cursor.ts";

interface TriageInput {
  readonly view: ReturnType<typeof useAlertView>;
  readonly rows: readonly AlertRow[];
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** What lies over the page; a verdict is over the alert as it was when the dialog opened. */
export interface TriageDialog {
  readonly kind: "verdict";
  readonly alert: AlertRow;
}

/** An own change that was on its way when the dialog opened is no surprise to whoever made it. */
function withOwnChange(dialog: TriageDialog | null, row: AlertRow, { seen }: AlertChange): TriageDialog | null {
  const based = dialog?.kind === "verdict" && dialog.alert.id === row.id && dialog.alert.revision === seen.revision;
  return based ? { kind: "verdict", alert: row } : dialog;
}

/** What can be done on the Alerts page, by key or by button: moving, opening, acknowledging, resolving. */
export function useTriage({ view, rows, searchRef }: TriageInput) {
  const mayTriage = useMay("alerts:triage");
  const client = useQueryClient();
  const [dialog, setDialog] = useState<TriageDialog | null>(null);
  const { change } = useChangeAlert({
    onChanged: (row, own) => setDialog((current) => withOwnChange(current, row, own)),
  });
  const { cursor, idNow, moveTo, moveBy } = useRowCursor({ view, rows });

  /** What a key or button acts on: known to this page, so that nobody decides about what they have not seen. */
  const seenNow = (): AlertRow | null => {
    const id = idNow();
    if (id === null || !mayTriage) return null;
    const alert = knownAlert(client, id) ?? rows.find((row) => row.id === id);
    return alert?.stream === view.stream ? alert : null;
  };
  const acknowledge = () => {
    const seen = seenNow();
    if (seen?.status === "new") change({ seen, patch: { status: "in_progress" } });
  };
  const reopen = () => {
    const seen = seenNow();
    if (seen?.status === "resolved") change({ seen, patch: { status: "in_progress" } });
  };
  const askVerdict = () => {
    const alert = seenNow();
    if (alert !== null && alert.status !== "resolved") setDialog({ kind: "verdict", alert });
  };
  const close = () => {
    const id = view.openIdNow();
    view.close();
    // What had the focus goes away with the panel.
    if (id !== null) moveTo({ id, byKey: true });
  };
  const open = () => {
    const id = idNow();
    if (id !== null) view.open(id);
  };

  useKeyHelp(alertText.title, keyHelp);
  useKeys({
    j: () => moveBy(1),
    ArrowDown: () => moveBy(1),
    k: () => moveBy(-1),
    ArrowUp: () => moveBy(-1),
    Enter: open,
    Escape: close,
    a: acknowledge,
    e: askVerdict,
    n: () => document.getElementById(noteFieldId)?.focus(),
    "/": () => searchRef.current?.focus(),
  });

  return { cursor, moveTo, dialog, setDialog, actions: { acknowledge, resolve: askVerdict, reopen, close } };
}
