"use client";

import { Button, Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { describeError } from "../data/api-error.ts";
import { useFocusGivenBack, useOpenedAfterMount } from "../display/use-lazy-overlay.ts";
import { useMay } from "../session/use-session.ts";
import styles from "./alert-detail.module.css";
import { alertText } from "./alert-text.ts";

export interface NamedView {
  readonly name: string;
  readonly shared: boolean;
}

interface SaveViewDialogProps {
  readonly title: string;
  /** The view that is renamed; null for a new one. */
  readonly renamed: NamedView | null;
  readonly saving: boolean;
  readonly error: unknown;
  readonly onSave: (view: NamedView) => void;
  readonly onClose: () => void;
}

/** A name for what the page shows now. */
export function SaveViewDialog({ title, renamed, saving, error, onSave, onClose }: SaveViewDialogProps) {
  const mayShare = useMay("alertViews:share");
  const [name, setName] = useState(renamed?.name ?? "");
  const [shared, setShared] = useState(renamed?.shared ?? false);
  const [asked, setAsked] = useState(false);
  useFocusGivenBack();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== "") onSave({ name: name.trim(), shared });
  };
  return (
    <Modal
      opened={useOpenedAfterMount(true)}
      onClose={onClose}
      title={title}
      size={400}
      closeButtonProps={{ "aria-label": alertText.cancel }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            size="xs"
            label={alertText.viewName}
            data-autofocus
            maxLength={80}
            value={name}
            error={asked && name.trim() === "" ? alertText.viewNameNeeded : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {mayShare && renamed === null && (
            <Checkbox
              size="xs"
              label={alertText.viewShared}
              checked={shared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
          )}
          {error !== null && (
            <p className={styles.failed} role="alert">
              {describeError(error)}
            </p>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {alertText.cancel}
            </Button>
            <Button type="submit" loading={saving}>
              {alertText.saveView}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
