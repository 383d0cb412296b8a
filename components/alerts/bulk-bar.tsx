"use client";

import { Button } from "@mantine/core";
import { formatCount } from "../display/format.ts";
import { KeyHint } from "../display/key-hint.tsx";
import { alertSentences, alertText } from "./alert-text.ts";
import styles from "./bulk-bar.module.css";
import type { Triage } from "./use-triage.ts";

/** What can be done about the chosen alerts together; not there while none is chosen. */
export function BulkBar({ triage }: { readonly triage: Triage }) {
  const { selection, bulk, actions } = triage;
  const { progress } = bulk;
  if (selection.ids.size === 0 && progress === null) return null;
  const buttons = [
    { key: "a", text: alertText.acknowledge, run: actions.acknowledge },
    { key: "m", text: alertText.assignToMe, run: actions.assignToMe },
    { key: "M", text: alertText.assign, run: actions.assign },
    { key: "s", text: alertText.snooze, run: actions.snooze },
    { key: "e", text: alertText.resolve, run: actions.resolve },
  ];
  return (
    <div className={styles.bar} role="toolbar" aria-label={alertText.selected}>
      <output className={styles.count}>
        {progress === null
          ? alertSentences.selected(formatCount(selection.ids.size))
          : alertSentences.working(formatCount(progress.done), formatCount(progress.all))}
      </output>
      {buttons.map(({ key, text, run }) => (
        <Button
          key={key}
          variant="default"
          disabled={bulk.isPending}
          rightSection={<KeyHint>{key}</KeyHint>}
          onClick={run}
        >
          {text}
        </Button>
      ))}
      <Button variant="subtle" className={styles.clear} rightSection={<KeyHint>Esc</KeyHint>} onClick={selection.clear}>
        {alertText.clearSelection}
      </Button>
    </div>
  );
}
