"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { useMay, useSession } from "../session/use-session.ts";
import type { AlertsView } from "./alert-view.ts";
import { knownAlert } from "./known-alert.ts";
import { noteFieldId } from "./note-field.ts";
import { type TriageDialog, triageActions } from "./triage-actions.ts";
import { useBulkActions } from "./use-bulk-actions.ts";
import type { BulkChange } from "./use-bulk-change.ts";
import { type AlertChange, useChangeAlert } from "./use-change-alert.ts";
import { useRowCursor } from "./use-row-cursor.ts";
import { useSelectMatching } from "./use-select-matching.ts";
import { useSelection } from "./use-selection.ts";
import { useTriageKeys } from "./use-triage-keys.ts";

interface TriageInput {
  readonly view: AlertsView;
  readonly rows: readonly AlertRow[];
  /** Whether more match than are listed. */
  readonly hasMore: boolean;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** An own change that was on its way when the dialog opened is no surprise to whoever made it. */
function withOwnChange(dialog: TriageDialog | null, row: AlertRow, { seen }: AlertChange): TriageDialog | null {
  const based = dialog?.kind === "verdict" && dialog.alert.id === row.id && dialog.alert.revision === seen.revision;
  return based ? { kind: "verdict", alert: row } : dialog;
}

/** What can be done on the Alerts page, by key or by button: moving, opening, choosing, deciding about one or many. */
export function useTriage({ view, rows, hasMore, searchRef }: TriageInput) {
  const mayTriage = useMay("alerts:triage");
  const me = useSession().user.email;
  const client = useQueryClient();
  const [dialog, setDialog] = useState<TriageDialog | null>(null);
  const { change } = useChangeAlert({
    onChanged: (row, own) => setDialog((current) => withOwnChange(current, row, own)),
  });
  const { cursor, idNow, moveTo, moveBy, topIndex } = useRowCursor({ view, rows });
  const selection = useSelection(JSON.stringify(view.query), rows);
  const { selectAll, offer } = useSelectMatching({ query: view.query, selection, hasMore });
  const bulk = useBulkActions(selection);

  /** What a key or button acts on: known to this page, so that nobody decides about what they have not seen. */
  const seenNow = (): AlertRow | null => {
    const id = idNow();
    if (id === null || !mayTriage) return null;
    const alert = knownAlert(client, id) ?? rows.find((row) => row.id === id);
    return alert?.stream === view.stream ? alert : null;
  };
  const close = () => {
    const id = view.openIdNow();
    view.close();
    // What had the focus goes away with the panel.
    if (id !== null) moveTo({ id, byKey: true });
  };
  const actions = {
    ...triageActions({
      me,
      seenNow,
      chosenNow: () => (mayTriage ? selection.chosenNow() : []),
      changeOne: change,
      changeMany: bulk.run,
      ask: setDialog,
    }),
    close,
  };
  const open = () => {
    const id = idNow();
    if (id !== null) view.open(id);
  };

  useTriageKeys({
    isAsking: dialog !== null,
    actions,
    selection,
    selectAll,
    idNow,
    moveBy,
    open,
    search: () => searchRef.current?.focus(),
    note: () => document.getElementById(noteFieldId)?.focus(),
  });

  /** From a dialog: one alert is changed at once on the screen, many together. */
  const decide = (targets: BulkChange["targets"], patch: BulkChange["patch"], together: boolean) => {
    setDialog(null);
    const [only] = targets;
    if (together || only === undefined) bulk.run({ targets, patch });
    else change({ seen: only, patch });
  };
  return { mayTriage, cursor, topIndex, moveTo, selection, offer, bulk, dialog, setDialog, actions, decide };
}
export type Triage = ReturnType<typeof useTriage>;
