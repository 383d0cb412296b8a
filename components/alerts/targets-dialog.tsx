"use client";

import { Modal } from "@mantine/core";
import { useOpenedAfterMount } from "../display/use-lazy-overlay.ts";
import { AcknowledgeForm } from "./acknowledge-form.tsx";
import { alertSentences, alertText } from "./alert-text.ts";
import { AssignForm } from "./assign-form.tsx";
import { nameTargets } from "./change-words.ts";
import { SnoozeForm } from "./snooze-form.tsx";
import type { TriageDialog } from "./triage-actions.ts";
import type { BulkChange } from "./use-bulk-change.ts";
import type { Triage } from "./use-triage.ts";
import { VerdictForm } from "./verdict-form.tsx";

type TargetsKind = Extract<TriageDialog, { targets: unknown }>;

const titles = {
  acknowledge: alertSentences.acknowledgeTitle,
  resolve: alertSentences.resolveTitle,
  snooze: alertSentences.snoozeTitle,
  assign: alertSentences.assignTitle,
} as const;

const isAboutTargets = (dialog: TriageDialog | null): dialog is TargetsKind => dialog !== null && "targets" in dialog;

/** One decision about the alerts that were chosen when it opened. */
export function TargetsDialog({ triage }: { readonly triage: Pick<Triage, "dialog" | "setDialog" | "decide"> }) {
  const { dialog, setDialog, decide } = triage;
  const about = isAboutTargets(dialog) ? dialog : null;
  const opened = useOpenedAfterMount(about !== null);
  const close = () => setDialog(null);
  return (
    <Modal
      opened={opened}
      onClose={close}
      closeOnClickOutside={false}
      title={about === null ? "" : titles[about.kind](nameTargets(about.targets))}
      size={440}
      closeButtonProps={{ "aria-label": alertText.cancel }}
    >
      {about !== null && (
        <TargetsForm
          kind={about.kind}
          onCancel={close}
          onDecide={(patch) => decide(about.targets, patch, about.bulk)}
        />
      )}
    </Modal>
  );
}

interface TargetsFormProps {
  readonly kind: TargetsKind["kind"];
  readonly onDecide: (patch: BulkChange["patch"]) => void;
  readonly onCancel: () => void;
}

function TargetsForm({ kind, onDecide, onCancel }: TargetsFormProps) {
  switch (kind) {
    case "acknowledge":
      return <AcknowledgeForm onDecide={onDecide} onCancel={onCancel} />;
    case "snooze":
      return <SnoozeForm onDecide={onDecide} onCancel={onCancel} />;
    case "assign":
      return <AssignForm onDecide={onDecide} onCancel={onCancel} />;
    case "resolve":
      return (
        <VerdictForm
          changedTo={null}
          failure={null}
          saving={false}
          onTyped={() => undefined}
          onCancel={onCancel}
          onDecide={(decision) => onDecide({ status: "resolved", ...decision })}
        />
      );
  }
}
