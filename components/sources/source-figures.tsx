import { IconAlertTriangle } from "@tabler/icons-react";
import type { SourceRow } from "../../lib/contracts/sources.ts";
import { formatCount, formatDuration, formatShare, formatWait } from "../display/format.ts";
import styles from "./sources.module.css";
import { sourceSentences, sourceText } from "./sources-text.ts";

/** A clock that is this near is right: senders gather records before they send them. */
const onTimeMs = 2_000;
const wrongMs = 60 * 60_000;
const mostUnused = 0.5;

/** How far a source's own clock lies behind ours, or ahead of it; or that most of its times are not used at all. */
export function ClockLag({ row }: { readonly row: Pick<SourceRow, "clockLagMs" | "clockUnused"> }) {
  const { clockLagMs: lagMs, clockUnused } = row;
  if (clockUnused > mostUnused) {
    const why = sourceSentences.timeNotUsed(formatShare(clockUnused));
    return (
      <span className={styles.warn} title={why}>
        {sourceText.timeNotUsed}
        <span className="sr-only"> {why}</span>
      </span>
    );
  }
  if (lagMs === null) return <span className={styles.faint}>{sourceText.none}</span>;
  if (Math.abs(lagMs) < onTimeMs) return <span className={styles.faint}>{sourceText.onTime}</span>;
  const words = `${formatDuration(Math.abs(lagMs))} ${lagMs < 0 ? sourceText.ahead : sourceText.behind}`;
  return <span className={Math.abs(lagMs) > wrongMs || lagMs < -onTimeMs ? styles.warn : undefined}>{words}</span>;
}

/** What was taken in and is not scored, and the age of the oldest. */
export function Waiting({ row }: { readonly row: Pick<SourceRow, "waiting" | "scoringLagMs"> }) {
  if (row.waiting === 0) return <span className={styles.faint}>0</span>;
  return (
    <>
      {formatCount(row.waiting)} <span className={styles.faint}>· {formatDuration(row.scoringLagMs)}</span>
    </>
  );
}

/** Marks a source that used to send regularly and has gone quiet. */
export function SilentMark({ silent }: { readonly silent: SourceRow["silent"] }) {
  if (silent === null) return null;
  const why = sourceSentences.silent(formatWait(silent.forMs), formatWait(silent.usualMs));
  return (
    <span className={styles.silent} title={why}>
      <IconAlertTriangle size={13} aria-hidden="true" />
      {sourceText.silent} {formatWait(silent.forMs)}
      <span className="sr-only"> {why}</span>
    </span>
  );
}
