"use client";

import { Button, Modal, Textarea } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { describeError } from "../data/api-error.ts";
import styles from "./confirm-dialog.module.css";
import { focusAtOnce } from "./focus-at-once.ts";
import { useFocusGivenBack, useOpenedAfterMount } from "./use-lazy-overlay.ts";

export interface ConfirmDialogProps {
  readonly opened: boolean;
  /** The question: "Override response 12?" */
  readonly title: string;
  /** The verb of the button: "Override". */
  readonly confirm: string;
  /** What the action does cannot, or not easily, be taken back. */
  readonly danger?: boolean;
  /** What has to be read before is there, and what has to be typed is. */
  readonly isReady?: boolean;
  /** Room for tables. */
  readonly isWide?: boolean;
  /** The label of the reason; without it none is asked for. */
  readonly reasonLabel?: string;
  /** A field among the children has the focus first, and says so itself. */
  readonly startsAbove?: boolean;
  /** What will happen, to whom. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
  /** The dialog closes when this is fulfilled, and says why not when it is not. */
  readonly onConfirm: (reason: string) => Promise<unknown>;
}

const words = { cancel: "Cancel", close: "Close", reasonNeeded: "Say why, in a few words." } as const;
/** Of a reason that is kept, in characters; the server refuses others. */
const shortestReason = 3;
const longestReason = 2000;

/** The dialog itself. What was typed stays when the answer is a refusal. */
export function ConfirmFormDialog(props: ConfirmDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const opened = useOpenedAfterMount(props.opened);
  useFocusGivenBack();
  return (
    <Modal
      opened={opened}
      onClose={() => !isBusy && props.onClose()}
      title={props.title}
      size={props.isWide === true ? 620 : 440}
      closeButtonProps={{ "aria-label": words.close }}
    >
      <ConfirmForm {...props} isBusy={isBusy} setBusy={setBusy} />
    </Modal>
  );
}

interface ConfirmFormProps extends ConfirmDialogProps {
  readonly isBusy: boolean;
  readonly setBusy: (isBusy: boolean) => void;
}

function ConfirmForm(props: ConfirmFormProps) {
  const { confirm, danger = false, isReady = true, reasonLabel, startsAbove = false, children } = props;
  const { onClose, onConfirm, isBusy, setBusy } = props;
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<{ readonly field: boolean; readonly text: string } | null>(null);
  const submit = async () => {
    if (isBusy || !isReady) return;
    if (reasonLabel !== undefined && reason.trim().length < shortestReason) {
      setProblem({ field: true, text: words.reasonNeeded });
      return;
    }
    setBusy(true);
    try {
      await onConfirm(reason.trim());
      onClose();
    } catch (error) {
      setProblem({ field: false, text: describeError(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children}
      {problem?.field === false && (
        <p className={styles.refusal} role="alert">
          {problem.text}
        </p>
      )}
      {reasonLabel !== undefined && (
        <Textarea
          data-autofocus={!startsAbove || undefined}
          ref={startsAbove ? undefined : focusAtOnce}
          label={reasonLabel}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={longestReason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            void submit();
          }}
          error={problem?.field === true ? problem.text : undefined}
        />
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose} disabled={isBusy}>
          {words.cancel}
        </Button>
        <Button
          type="submit"
          loading={isBusy}
          disabled={!isReady}
          {...(danger ? { color: "red" } : {})}
          data-autofocus={reasonLabel === undefined || undefined}
          ref={reasonLabel === undefined ? focusAtOnce : undefined}
        >
          {confirm}
        </Button>
      </div>
    </form>
  );
}
