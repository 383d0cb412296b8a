"use client";

import { useNow } from "../display/clock.ts";
import { formatDateTime, formatExact, formatWait } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import styles from "./thresholds.module.css";
import { thresholdSentences, thresholdsText } from "./thresholds-text.ts";

/** Two clocks that differ by less are one to people: events take a while to come. */
const alikeMs = 300_000;

/** Whether the two clocks of a moment tell people different times. */
export function isApart({ streamAt, recordedAt }: { readonly streamAt: number | null; readonly recordedAt: number }) {
  return streamAt === null || Math.abs(recordedAt - streamAt) >= alikeMs;
}

interface StreamTimeProps {
  /** By the stream's clock, ms; null: before its first event. */
  readonly at: number | null;
  /** By the clock of the wall when it was recorded, ms; or as much later as the stream is behind. */
  readonly recordedAt: number;
}

/** A moment by the stream's clock: how long ago, or the date where a replay plays at times long gone. */
export function StreamTime({ at, recordedAt }: StreamTimeProps) {
  const recorded = `${thresholdsText.recorded} ${formatExact(recordedAt)}`;
  if (at === null) return <span title={recorded}>{thresholdsText.beforeFirst}</span>;
  if (!isApart({ streamAt: at, recordedAt })) return <RelativeTime at={at} />;
  return (
    <time dateTime={new Date(at).toISOString()} title={`${thresholdsText.streamTime}; ${recorded}`}>
      {formatDateTime(at)}
    </time>
  );
}

/** How far the clock of a stream is behind that of the wall, ms; 0 where they are one to people. */
export function useLag(clock: number | null): number {
  const now = useNow();
  const lag = clock === null ? 0 : now - clock;
  return lag < alikeMs ? 0 : lag;
}

/** Which clock a chart goes by, and where it stands if it is not that of the wall. */
export function ClockNote({ clock }: { readonly clock: number }) {
  const lag = useLag(clock);
  return (
    <span className={styles.quiet} title={thresholdsText.clockHint}>
      {lag === 0
        ? thresholdsText.byStreamClock
        : thresholdSentences.clockStands(formatDateTime(clock), formatWait(lag))}
    </span>
  );
}
