"use client";

import { ConfirmDialog } from "../display/confirm-dialog.tsx";
import { offerUndo } from "../undo/offer-undo.tsx";
import { ExtendDialog } from "./extend-dialog.tsx";
import { formatLease } from "./format-time-left.ts";
import { OverrideDialog } from "./override-dialog.tsx";
import styles from "./response-forms.module.css";
import { responseTitle } from "./response-title.ts";
import { SettleDialog } from "./settle-dialog.tsx";
import { useDecide } from "./use-decide.ts";
import type { AskedDecision } from "./use-decision-dialogs.ts";

interface DecisionDialogsProps {
  readonly asked: AskedDecision;
  readonly onClose: () => void;
}

/** The dialog of the decision that is asked for. Each says what will happen, to whom, and for how long. */
export function DecisionDialogs({ asked, onClose }: DecisionDialogsProps) {
  const { kind, row } = asked;
  switch (kind) {
    case "approve":
      return <ApproveDialog row={row} onClose={onClose} />;
    case "override":
      return <OverrideDialog row={row} onClose={onClose} />;
    case "extend":
      return <ExtendDialog row={row} onClose={onClose} />;
    case "settle":
      return <SettleDialog row={row} onClose={onClose} />;
    case "undo":
    case "cancel":
      return <EndDialog kind={kind} row={row} onClose={onClose} />;
  }
}

interface OneDialogProps {
  readonly row: AskedDecision["row"];
  readonly onClose: () => void;
}

function ApproveDialog({ row, onClose }: OneDialogProps) {
  const decide = useDecide();
  const takeBack = () =>
    decide.mutateAsync({ id: row.id, decision: { verb: "undo", body: { reason: "Approved by mistake." } } });
  const approve = async () => {
    await decide.mutateAsync({ id: row.id, decision: { verb: "approve", body: { evidenceHash: row.evidenceHash } } });
    offerUndo({ text: `Approved: ${responseTitle(row)}`, undo: takeBack });
  };
  return (
    <ConfirmDialog
      opened
      title={`Approve: ${responseTitle(row)}?`}
      confirm="Approve"
      onClose={onClose}
      onConfirm={approve}
    >
      <Consequences row={row} />
    </ConfirmDialog>
  );
}

/** What approving does, in the order in which people ask. */
function Consequences({ row }: Pick<OneDialogProps, "row">) {
  return (
    <div className={styles.form}>
      <p>{row.reason}</p>
      <p>
        <b>Touches:</b> {row.blastRadius.summary}
      </p>
      <p>
        <b>Ends by itself</b> after {formatLease(row.leaseSeconds)}, is undone then, and the undo is read back. Done by{" "}
        {row.executor.name}.
      </p>
    </div>
  );
}

const endWords = {
  undo: { confirm: "Undo now", sentence: "It ends now, is undone, and the undo is read back." },
  cancel: { confirm: "Cancel it", sentence: "Nothing will be done." },
} as const;

function EndDialog({ kind, row, onClose }: OneDialogProps & { readonly kind: "undo" | "cancel" }) {
  const decide = useDecide();
  const { confirm, sentence } = endWords[kind];
  return (
    <ConfirmDialog
      opened
      title={`${confirm}: ${responseTitle(row)}?`}
      confirm={confirm}
      reasonLabel="Why? Kept with the response."
      onClose={onClose}
      onConfirm={(reason) => decide.mutateAsync({ id: row.id, decision: { verb: kind, body: { reason } } })}
    >
      <p>{sentence}</p>
    </ConfirmDialog>
  );
}
