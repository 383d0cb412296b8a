"use client";

import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { AlertDetail } from "../../lib/contracts/alerts.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import { useMay } from "../session/use-session.ts";
import styles from "./alert-detail.module.css";
import { alertText } from "./alert-text.ts";
import { describeActivity } from "./describe-activity.ts";
import { useChangeAlert } from "./use-change-alert.ts";

/** Who did what, when and why, newest first; and a place to add to it. */
export function AlertTimeline({ alert }: { readonly alert: AlertDetail }) {
  const mayTriage = useMay("alerts:triage");
  return (
    <DetailSection title={alertText.activity}>
      {mayTriage && <NoteForm id={alert.id} />}
      <ol className={styles.timeline}>
        {[...alert.activity]
          .sort((left, right) => right.id - left.id)
          .map((entry) => (
            <li key={entry.id}>
              <span className={styles.timelineHead}>
                {entry.actor} · <RelativeTime at={entry.at} />
              </span>
              <span>{describeActivity(entry)}</span>
            </li>
          ))}
      </ol>
    </DetailSection>
  );
}

/** The field that the key `n` goes to. */
export const noteFieldId = "alert-note";

function NoteForm({ id }: { readonly id: number }) {
  const [note, setNote] = useState("");
  const change = useChangeAlert();
  const save = () => {
    const text = note.trim();
    if (text !== "") change.mutate({ id, patch: { note: text } }, { onSuccess: () => setNote("") });
  };
  return (
    <form
      className={styles.noteForm}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Textarea
        id={noteFieldId}
        size="xs"
        autosize
        minRows={1}
        maxRows={8}
        maxLength={10_000}
        aria-label={alertText.addNote}
        placeholder={alertText.notePlaceholder}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
      <Button type="submit" variant="default" disabled={note.trim() === ""} loading={change.isPending}>
        {alertText.addNote}
      </Button>
    </form>
  );
}
