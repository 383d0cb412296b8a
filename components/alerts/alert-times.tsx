"use client";

import type { AlertDetail } from "../../lib/contracts/alerts.ts";
import { useNow } from "../display/clock.ts";
import { formatExact, formatWait } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import styles from "./alert-detail.module.css";
import { alertSentences, alertText } from "./alert-text.ts";

/** Who has it, when it was raised, and how long people took or have been taking. */
export function AlertTimes({ alert }: { readonly alert: AlertDetail }) {
  const { assignee, createdAt, acknowledgedAt, resolvedAt, snoozedUntil } = alert;
  const now = useNow();
  const raised = Date.parse(createdAt);
  const after = (at: string) => formatWait(Math.max(0, Date.parse(at) - raised));
  return (
    <p className={styles.times}>
      <span>{assignee === null ? alertText.unassigned : assignee}</span>
      <span>
        {alertText.raised} <RelativeTime at={createdAt} />
      </span>
      {acknowledgedAt === null ? (
        <span>{alertSentences.waiting(formatWait(Math.max(0, now - raised)))}</span>
      ) : (
        <span title={formatExact(Date.parse(acknowledgedAt))}>
          {alertSentences.acknowledgedAfter(after(acknowledgedAt))}
        </span>
      )}
      {resolvedAt !== null && (
        <span title={formatExact(Date.parse(resolvedAt))}>{alertSentences.resolvedAfter(after(resolvedAt))}</span>
      )}
      {snoozedUntil !== null && (
        <span>{alertSentences.snoozedUntil(formatExact(Date.parse(snoozedUntil)).slice(0, 16))}</span>
      )}
    </p>
  );
}
