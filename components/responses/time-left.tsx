"use client";

import { useNow } from "../display/clock.ts";
import { formatExact } from "../display/format.ts";
import { formatTimeLeft } from "./format-time-left.ts";
import styles from "./response-detail.module.css";

interface TimeLeftProps {
  readonly until: string;
  /** The whole span, ms: the bar empties over it. */
  readonly ofMs: number;
  /** What ends then, for those who hear it: "Lease ends", "Decide by". */
  readonly label: string;
}

/** A countdown with a bar that empties; the exact moment on hover. Urgent in its last fifth. */
export function TimeLeft({ until, ofMs, label }: TimeLeftProps) {
  const now = useNow();
  const end = Date.parse(until);
  const left = end - now;
  const share = Math.min(1, Math.max(0, left / Math.max(1, ofMs)));
  return (
    <time className={styles.timeLeft} dateTime={until} title={`${label} ${formatExact(end)}`} data-urgent={share < 0.2}>
      <span className="sr-only">{label} in </span>
      {formatTimeLeft(left)}
      <span className={styles.leftTrack} aria-hidden="true">
        <span className={styles.leftFill} style={{ width: `${share * 100}%` }} />
      </span>
    </time>
  );
}
