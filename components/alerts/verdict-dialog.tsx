"use client";

import { Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import type { AlertRow } from "../../lib/contracts/alerts.ts";
import { ApiError, describeError } from "../data/api-error.ts";
import { formatCountOf } from "../display/format.ts";
import { useOpenedAfterMount } from "../display/use-lazy-overlay.ts";
import styles from "./alert-detail.module.css";
import { alertSentences, alertText } from "./alert-text.ts";
import { useAlert } from "./use-alert.ts";
import { useChangeAlert, useIsChanging } from "./use-change-alert.ts";
import { type Decision, VerdictForm } from "./verdict-form.tsx";

interface VerdictDialogProps {
  /** The alert as it was when the dialog opened, which the decision is based on; null while closed. */
  readonly alert: AlertRow | null;
  readonly onClose: () => void;
  readonly onResolved: (id: number) => void;
}

/** What was it, and why: a number for the verdict, Tab to the reason, Enter to save. */
export function VerdictDialog({ alert, onClose, onResolved }: VerdictDialogProps) {
  const [typed, setTyped] = useState(false);
  const saving = useIsChanging(alert?.id ?? null);
  const opened = useOpenedAfterMount(alert !== null);
  const close = () => {
    setTyped(false);
    onClose();
  };
  // A closed dialog could not say that saving failed.
  const cancel = () => {
    if (!saving) close();
  };
  return (
    <Modal
      opened={opened}
      onClose={cancel}
      closeOnClickOutside={!typed}
      title={alert === null ? "" : alertSentences.verdictTitle(alert.id, alert.title)}
      size={440}
      closeButtonProps={{ "aria-label": alertText.cancel }}
    >
      {alert !== null && (
        <VerdictOf
          key={alert.id}
          alert={alert}
          onTyped={setTyped}
          onCancel={cancel}
          onDone={() => {
            close();
            onResolved(alert.id);
          }}
        />
      )}
    </Modal>
  );
}

function foldWords({ eventCount, originCount }: AlertRow): string {
  return alertSentences.verdictOnFold(formatCountOf(eventCount, "event"), formatCountOf(originCount, "origin"));
}

interface VerdictOfProps {
  readonly alert: AlertRow;
  readonly onTyped: (typed: boolean) => void;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

function VerdictOf({ alert, onTyped, onCancel, onDone }: VerdictOfProps) {
  const { data } = useAlert(alert.id);
  const { change, isPending, error } = useChangeAlert({ quiet: true });
  const changing = useIsChanging(alert.id);
  const [waiting, setWaiting] = useState<Decision | null>(null);
  const current = data !== undefined && data.revision > alert.revision ? data : alert;
  const conflict = error instanceof ApiError && error.status === 409;

  const decide = (decision: Decision) => {
    // Told of the conflict, whoever resolves again decides over what the dialog shows by then.
    const seen = conflict ? current : alert;
    const patch = { status: "resolved", ...decision } as const;
    change({ seen, patch }, { onSuccess: onDone });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: sent once, when an own change before it has come back.
  useEffect(() => {
    if (waiting === null || changing) return;
    setWaiting(null);
    decide(waiting);
  }, [waiting, changing]);

  const save = (decision: Decision) => {
    if (isPending) return;
    if (changing) setWaiting(decision);
    else decide(decision);
  };
  return (
    <>
      {alert.originCount > 1 && <p className={styles.fold}>{foldWords(alert)}</p>}
      <VerdictForm
        changedTo={current === alert || changing ? null : current}
        failure={error === null ? null : conflict ? alertText.resolveOver : describeError(error)}
        saving={changing}
        onTyped={onTyped}
        onCancel={onCancel}
        onDecide={save}
      />
    </>
  );
}
