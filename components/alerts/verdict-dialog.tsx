"use client";

import { Button, Group, Modal, Radio, Stack, Textarea } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { type Verdict, verdictSchema } from "../../lib/contracts/alerts.ts";
import { KeyHint } from "../display/key-hint.tsx";
import { alertText, verdictHints, verdictWords } from "./alert-text.ts";

interface VerdictDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDecide: (decision: { readonly verdict: Verdict; readonly reason: string }) => void;
}

/** What was it, and why: a number for the verdict, Tab to the reason, Enter to save. */
export function VerdictDialog({ opened, onClose, onDecide }: VerdictDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={alertText.verdictTitle}
      size={440}
      closeButtonProps={{ "aria-label": alertText.cancel }}
    >
      <VerdictForm onClose={onClose} onDecide={onDecide} />
    </Modal>
  );
}

function VerdictForm({ onClose, onDecide }: Omit<VerdictDialogProps, "opened">) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const save = () => {
    setAsked(true);
    if (verdict !== null && reason.trim() !== "") onDecide({ verdict, reason: reason.trim() });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLTextAreaElement) {
      if (event.key !== "Enter" || event.shiftKey) return;
    } else {
      const chosen = verdictSchema.options[Number(event.key) - 1];
      if (chosen !== undefined) setVerdict(chosen);
      if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
    }
    event.preventDefault();
    save();
  };
  return (
    <Stack gap="md" onKeyDown={onKeyDown}>
      <Radio.Group
        value={verdict}
        onChange={(value) => setVerdict(verdictSchema.parse(value))}
        error={asked && verdict === null ? alertText.verdictNeeded : undefined}
        aria-label={alertText.verdictTitle}
      >
        <Stack gap="sm">
          {verdictSchema.options.map((value, index) => (
            <Radio
              key={value}
              value={value}
              size="xs"
              data-autofocus={index === 0 || undefined}
              label={
                <>
                  <KeyHint>{index + 1}</KeyHint> {verdictWords[value]}
                </>
              }
              description={verdictHints[value]}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        size="xs"
        label={alertText.verdictReason}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        error={asked && reason.trim() === "" ? alertText.reasonNeeded : undefined}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {alertText.cancel}
        </Button>
        <Button onClick={save}>{alertText.save}</Button>
      </Group>
    </Stack>
  );
}
