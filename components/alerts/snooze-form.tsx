"use client";

import { Radio, SimpleGrid, TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { serverNow } from "../display/clock.ts";
import { focusAtOnce } from "../display/focus-at-once.ts";
import { KeyHint } from "../display/key-hint.tsx";
import { alertText } from "./alert-text.ts";
import { DecisionForm } from "./decision-form.tsx";
import { type SnoozeChoice, snoozeChoices, snoozeEnd } from "./snooze-choices.ts";
import type { BulkChange } from "./use-bulk-change.ts";

interface SnoozeFormProps {
  readonly onDecide: (patch: BulkChange["patch"]) => void;
  readonly onCancel: () => void;
}

/** Until when, and why: a number for the span, Tab to the reason, Enter. */
export function SnoozeForm({ onDecide, onCancel }: SnoozeFormProps) {
  const [choice, setChoice] = useState<SnoozeChoice>("1h");
  const [exact, setExact] = useState("");
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const endMs = snoozeEnd(choice, exact, serverNow());
  const save = () => {
    setAsked(true);
    const until = snoozeEnd(choice, exact, serverNow());
    if (until === null || reason.trim() === "") return;
    onDecide({ status: "suppressed", snoozedUntil: new Date(until).toISOString(), reason: reason.trim() });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = snoozeChoices[Number(event.key) - 1];
    if (chosen !== undefined) setChoice(chosen.value);
  };
  return (
    <DecisionForm
      reason={reason}
      reasonLabel={alertText.reason}
      reasonError={asked && reason.trim() === "" ? alertText.reasonNeeded : undefined}
      onReason={setReason}
      save={alertText.snoozeSave}
      onSave={save}
      onCancel={onCancel}
    >
      <Radio.Group value={choice} aria-label={alertText.snoozeUntil} onKeyDown={onKeyDown}>
        <SimpleGrid cols={2} spacing="md" verticalSpacing="sm">
          {snoozeChoices.map(({ value, label }, index) => (
            <Radio
              key={value}
              value={value}
              size="xs"
              data-autofocus={index === 0 || undefined}
              ref={index === 0 ? focusAtOnce : undefined}
              onChange={() => setChoice(value)}
              label={
                <>
                  <KeyHint>{index + 1}</KeyHint> {label}
                </>
              }
            />
          ))}
        </SimpleGrid>
      </Radio.Group>
      {choice === "exact" && (
        <TextInput
          type="datetime-local"
          size="xs"
          label={alertText.snoozeExact}
          value={exact}
          error={asked && endMs === null ? alertText.snoozeFuture : undefined}
          onChange={(event) => setExact(event.currentTarget.value)}
        />
      )}
    </DecisionForm>
  );
}
