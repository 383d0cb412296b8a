"use client";

import { EventDrawer } from "../event/event-drawer.tsx";
import { useStream } from "../url/use-stream.ts";
import { EntitiesPanel } from "./entities-panel.tsx";
import { FeedPanel } from "./feed-panel.tsx";
import { LatencyPanel } from "./latency-panel.tsx";
import { LedgerLine } from "./ledger-line.tsx";
import styles from "./live.module.css";
import { liveText } from "./live-text.ts";
import { useLiveView } from "./live-view.ts";
import { NeedsPanel } from "./needs-panel.tsx";
import { ThreatPanel } from "./threat-panel.tsx";
import { ThresholdsPanel } from "./thresholds-panel.tsx";

/** What is happening now, what the thresholds do about it, and what needs a person. */
export function LivePage() {
  const stream = useStream();
  const { view, closeEvent } = useLiveView();
  return (
    <div className={styles.page}>
      <h1 className="sr-only">{liveText.title}</h1>
      <ThreatPanel stream={stream} view={view} />
      <FeedPanel stream={stream} view={view} />
      <div className={styles.side}>
        <NeedsPanel stream={stream} />
        <div className={styles.figures}>
          <EntitiesPanel stream={stream} view={view} />
          <ThresholdsPanel stream={stream} view={view} />
          <LatencyPanel />
          <LedgerLine stream={stream} />
        </div>
      </div>
      <EventDrawer stream={stream} eventId={view.eventId} onClose={closeEvent} />
    </div>
  );
}
