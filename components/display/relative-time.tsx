"use client";

import { useNow } from "./clock.ts";
import { formatAgo, formatExact } from "./format.ts";
import styles from "./relative-time.module.css";

/** How long ago, or the date when that is more than a week, with the exact time on hover and for machines. */
export function RelativeTime({ at }: { readonly at: string | number }) {
  const now = useNow();
  const ms = typeof at === "number" ? at : Date.parse(at);
  const iso = Number.isFinite(ms) ? new Date(ms).toISOString() : undefined;
  return (
    <time className={styles.time} dateTime={iso} title={formatExact(ms)}>
      {formatAgo(ms, now)}
    </time>
  );
}
