"use client";

import { Button } from "@mantine/core";
import { formatCount } from "../display/format.ts";
import { KeyHint } from "../display/key-hint.tsx";
import { alertSentences, alertText } from "./alert-text.ts";
import styles from "./bulk-bar.module.css";
import type { Triage } from "./use-triage.ts";

interface BulkBarProps {
  readonly triage: Triage;
  /** What the offer to choose all that match says. */
  readonly offerText: string;
}

/** What can be done about the chosen alerts together; not there while none is chosen. */
export function BulkBar({ triage, offerText }: BulkBarProps) {
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
        <MatchingNote matching={progress === null ? selection.matching : null} />
      </output>
      {progress === null && <MatchingOffer offer={triage.offer} text={offerText} />}
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

/** That more is chosen than is listed, and where choosing met its limit. */
function MatchingNote({ matching }: { readonly matching: Triage["selection"]["matching"] }) {
  if (matching === null) return null;
  const { items, cut } = matching;
  return (
    <span className={styles.note}>
      {cut ? alertSentences.matchingCut(formatCount(items.length)) : alertText.matchingAll}
    </span>
  );
}

function MatchingOffer({ offer, text }: { readonly offer: Triage["offer"]; readonly text: string }) {
  if (offer === null) return null;
  return (
    <Button variant="subtle" loading={offer.isPending} rightSection={<KeyHint>A</KeyHint>} onClick={offer.select}>
      {text}
    </Button>
  );
}
