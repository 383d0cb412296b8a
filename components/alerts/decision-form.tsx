"use client";

import { Button, Group, Stack, Textarea } from "@mantine/core";
import type { FormEvent, KeyboardEvent, ReactNode } from "react";
import { focusAtOnce } from "../display/focus-at-once.ts";
import { alertText } from "./alert-text.ts";

interface DecisionFormProps {
  readonly children?: ReactNode;
  readonly reason: string;
  readonly reasonLabel: string;
  readonly reasonError?: string | undefined;
  readonly onReason: (reason: string) => void;
  readonly save: string;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  /** Where there is nothing before it, the reason is what one types first. */
  readonly reasonFirst?: boolean;
}

/** A decision with its reason: Enter saves, Shift-Enter is a new line. */
export function DecisionForm(props: DecisionFormProps) {
  const { children, reason, reasonLabel, reasonError, onReason, save, onSave, onCancel, reasonFirst = false } = props;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || !(event.target instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    onSave();
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md" onKeyDown={onKeyDown}>
        {children}
        <Textarea
          size="xs"
          label={reasonLabel}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          data-autofocus={reasonFirst || undefined}
          ref={reasonFirst ? focusAtOnce : undefined}
          error={reasonError}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {alertText.cancel}
          </Button>
          <Button type="submit">{save}</Button>
        </Group>
      </Stack>
    </form>
  );
}
