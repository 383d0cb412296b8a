"use client";

import { useState } from "react";
import { serverNow } from "../display/clock.ts";
import { EventDrawer } from "../event/event-drawer.tsx";
import { LedgerPanel } from "../ledger/ledger-panel.tsx";
import { useStream } from "../url/use-stream.ts";
import { FeedPanel } from "./feed-panel.tsx";
import styles from "./live.module.css";
import { liveText } from "./live-text.ts";
import { minutesToAsk, useLiveView } from "./live-view.ts";
import { NeedsPanel } from "./needs-panel.tsx";
import { ThreatPanel } from "./threat-panel.tsx";
import { ThresholdsPanel } from "./thresholds-panel.tsx";

/** What is happening now, what the thresholds do about it, and what needs a person. */
export function LivePage() {
  const stream = useStream();
  const { view, closeEvent } = useLiveView();
  // Asked once: a reach that grew while the view stands still would fetch again and again.
  const [openedAt] = useState(serverNow);
  const reach = minutesToAsk(view, Math.max(openedAt, view.pausedAt ?? 0));
  return (
    <div className={styles.page}>
      <h1 className="sr-only">{liveText.title}</h1>
      <ThreatPanel stream={stream} view={view} reach={reach} />
      <FeedPanel stream={stream} view={view} reach={reach} />
      <div className={styles.side}>
        <NeedsPanel stream={stream} />
        <ThresholdsPanel stream={stream} reach={reach} />
        <LedgerPanel stream={stream} />
      </div>
      <EventDrawer stream={stream} eventId={view.eventId} onClose={closeEvent} />
    </div>
  );
}
