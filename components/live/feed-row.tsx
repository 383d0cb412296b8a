"use client";

import { memo } from "react";
import type { EventRow } from "../../lib/contracts/events.ts";
import { EntityTrail } from "../display/entity-trail.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { ScoreValue } from "../display/score-value.tsx";
import styles from "./live.module.css";
import { useLiveView } from "./live-view.ts";

interface FeedRowProps {
  readonly row: EventRow;
  readonly notify: number | null;
  readonly selected: boolean;
}

/** One scored event in the feed; opens its explanation. */
export const FeedRow = memo(function FeedRow({ row, notify, selected }: FeedRowProps) {
  const { openEvent } = useLiveView();
  return (
    <li>
      <button type="button" className={styles.feedRow} aria-pressed={selected} onClick={() => openEvent(row.id)}>
        <ScoreValue score={row.score} threshold={notify} />
        <span className={styles.summary} title={row.summary}>
          {row.summary}
        </span>
        <EntityTrail user={row.user} src={row.src} host={row.host ?? row.dst} />
        <span className={styles.family} title={`${row.className} · ${row.source}`}>
          {row.family}
        </span>
        <span className={styles.when}>
          <RelativeTime at={row.time} />
        </span>
      </button>
    </li>
  );
});
