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
import { noteDrafts } from "./note-drafts.ts";
import { noteFieldId } from "./note-field.ts";
import { useChangeAlert, useIsChanging } from "./use-change-alert.ts";

/** Who did what, when and why, newest first; and a place to add to it. */
export function AlertTimeline({ alert }: { readonly alert: AlertDetail }) {
  const mayTriage = useMay("alerts:triage");
  return (
    <DetailSection title={alertText.activity}>
      {mayTriage && <NoteForm alert={alert} />}
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

function NoteForm({ alert }: { readonly alert: AlertDetail }) {
  const [note, setNote] = useState(noteDrafts.get(alert.id) ?? "");
  const changing = useIsChanging(alert.id);
  const write = (text: string) => {
    noteDrafts.set(alert.id, text);
    setNote(text);
  };
  const { change } = useChangeAlert({
    onChanged: (_row, { patch }) => {
      // What was typed after sending is a draft again.
      if (noteDrafts.get(alert.id)?.trim() === patch.note) write("");
    },
  });
  const save = () => {
    const text = note.trim();
    if (text !== "") change({ seen: alert, patch: { note: text } });
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
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
          // As in every field that asks for words: Enter is done, with Shift it is a new line.
          if (event.key !== "Enter" || event.shiftKey) return;
          event.preventDefault();
          save();
        }}
      />
      <Button type="submit" variant="default" disabled={note.trim() === ""} loading={changing}>
        {alertText.addNote}
      </Button>
    </form>
  );
}
