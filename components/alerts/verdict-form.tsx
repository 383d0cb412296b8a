"use client";

import { Button, Group, Radio, Stack, Textarea } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { type AlertRow, type Verdict, verdictSchema } from "../../lib/contracts/alerts.ts";
import { focusAtOnce } from "../display/focus-at-once.ts";
import { KeyHint } from "../display/key-hint.tsx";
import styles from "./alert-detail.module.css";
import { alertSentences, alertText, statusWords, verdictHints, verdictWords } from "./alert-text.ts";

export interface Decision {
  readonly verdict: Verdict;
  readonly reason: string;
}

interface VerdictFormProps {
  /** The alert as somebody else changed it meanwhile. */
  readonly changedTo: AlertRow | null;
  /** Why saving failed. What was typed stays. */
  readonly failure: string | null;
  readonly saving: boolean;
  readonly onTyped: (typed: boolean) => void;
  readonly onCancel: () => void;
  readonly onDecide: (decision: Decision) => void;
}

/** Where an alert stands, within a sentence. */
function standingOf({ status, verdict }: AlertRow): string {
  const words = statusWords[status].toLowerCase();
  return verdict === null ? words : `${words} as ${verdictWords[verdict].toLowerCase()}`;
}

/** The verdict and the reason for it; neither may be missing. */
export function VerdictForm({ changedTo, failure, saving, onTyped, onCancel, onDecide }: VerdictFormProps) {
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
      {changedTo !== null && (
        <p className={styles.changed} role="status">
          {alertSentences.isNow(standingOf(changedTo))}
        </p>
      )}
      <VerdictChoice verdict={verdict} onChoose={setVerdict} missing={asked && verdict === null} />
      <Textarea
        size="xs"
        label={alertText.verdictReason}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        error={asked && reason.trim() === "" ? alertText.reasonNeeded : undefined}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          onTyped(event.currentTarget.value.trim() !== "");
        }}
      />
      {failure !== null && (
        <p className={styles.failed} role="alert">
          {failure}
        </p>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onCancel}>
          {alertText.cancel}
        </Button>
        <Button loading={saving} onClick={save}>
          {alertText.save}
        </Button>
      </Group>
    </Stack>
  );
}

interface VerdictChoiceProps {
  readonly verdict: Verdict | null;
  readonly onChoose: (verdict: Verdict) => void;
  readonly missing: boolean;
}

function VerdictChoice({ verdict, onChoose, missing }: VerdictChoiceProps) {
  return (
    <Radio.Group
      value={verdict}
      onChange={(value) => onChoose(verdictSchema.parse(value))}
      error={missing ? alertText.verdictNeeded : undefined}
      aria-label={alertText.verdictQuestion}
    >
      {/* Room for the ring around the first, which has the focus: the dialog cuts what stands over its edge. */}
      <Stack gap="sm" pt={4}>
        {verdictSchema.options.map((value, index) => (
          <Radio
            key={value}
            value={value}
            size="xs"
            data-autofocus={index === 0 || undefined}
            ref={index === 0 ? focusAtOnce : undefined}
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
  );
}
