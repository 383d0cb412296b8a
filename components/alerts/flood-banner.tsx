"use client";

import { Button } from "@mantine/core";
import { IconRipple } from "@tabler/icons-react";
import { useState } from "react";
import type { Flood } from "../../lib/contracts/floods.ts";
import type { AlertsView } from "./alert-view.ts";
import styles from "./flood.module.css";
import { floodReason, floodSentence, floodText } from "./flood-text.ts";
import { useFloodSpokenOf, useFloods } from "./use-floods.ts";

/** So long after its end a flood is still spoken of. */
const recentMs = 24 * 3_600_000;

interface FloodProps {
  readonly view: AlertsView;
}

const isByLanes = ({ query }: AlertsView, flood: Flood) => query.sort === "lanes" && query.flood === flood.number;

/** A flood that began while the page was open: offered where there is room for it, so that nothing moves that is read. */
export function FloodOffer({ view }: FloodProps) {
  const { data } = useFloods(view.stream);
  const spokenOf = useFloodSpokenOf(view.stream);
  const flood = data?.current ?? data?.last ?? null;
  if (flood === null || flood.number === spokenOf || isByLanes(view, flood)) return null;
  return (
    <Button
      size="compact-sm"
      leftSection={<IconRipple size={14} aria-hidden="true" />}
      title={`${floodSentence(flood)} ${floodReason(flood)}`}
      onClick={() => view.showLanes(flood.number)}
    >
      {flood.endedAt === null ? floodText.began : floodText.was}
    </Button>
  );
}

/** That alerts come faster than people can read, or came so lately; and the way to read them. */
export function FloodBanner({ view }: FloodProps) {
  const { data } = useFloods(view.stream);
  const spokenOf = useFloodSpokenOf(view.stream);
  const [dismissed, setDismissed] = useState(0);
  const [openedMs] = useState(() => Date.now());
  const { current = null, last = null } = data ?? {};
  const lately = last?.endedAt != null && openedMs - Date.parse(last.endedAt) < recentMs && last.number !== dismissed;
  const flood = current ?? (lately ? last : null);
  if (flood === null || (flood.number !== spokenOf && !isByLanes(view, flood))) return null;
  return (
    <section className={styles.banner} aria-label={floodText.title} data-lasts={flood.endedAt === null}>
      <IconRipple size={16} aria-hidden="true" />
      <p title={floodReason(flood)}>
        <strong>{floodText.title}</strong> {floodSentence(flood)}
      </p>
      <FloodChoice view={view} flood={flood} />
      {flood.endedAt !== null && (
        <Button size="compact-xs" variant="subtle" onClick={() => setDismissed(flood.number)}>
          {floodText.dismiss}
        </Button>
      )}
    </section>
  );
}

/** Between the lanes of a flood and the list as ever. */
function FloodChoice({ view, flood }: FloodProps & { readonly flood: Flood }) {
  const { showLanes, showUsual } = view;
  return isByLanes(view, flood) ? (
    <Button size="compact-xs" variant="default" onClick={showUsual}>
      {floodText.asUsual}
    </Button>
  ) : (
    <Button size="compact-xs" title={floodText.byLanesHint} onClick={() => showLanes(flood.number)}>
      {floodText.byLanes}
    </Button>
  );
}
