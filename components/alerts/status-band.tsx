"use client";

import type { AlertSummary, TimeTaken } from "../../lib/contracts/alert-query.ts";
import { type AlertStatus, alertStatusSchema } from "../../lib/contracts/alerts.ts";
import { formatCount, formatCountOf, formatDuration, formatExact } from "../display/format.ts";
import { alertSentences, alertText, statusWords } from "./alert-text.ts";
import styles from "./alerts.module.css";

interface StatusBandProps {
  readonly summary: AlertSummary | undefined;
  /** Comma-separated, as in the address. */
  readonly selected: string | undefined;
  readonly onSelect: (status: string) => void;
}

/** A count; with a plus where there are at least as many. */
function countOf(summary: AlertSummary | undefined, status: AlertStatus): string {
  if (summary === undefined) return "–";
  return `${formatCount(summary.counts[status])}${summary.atLeast.includes(status) ? "+" : ""}`;
}

/** How many alerts stand where, to filter by; and how quick people were. */
export function StatusBand({ summary, selected, onSelect }: StatusBandProps) {
  const chosen = (selected ?? "").split(",").filter((name) => name !== "");
  const toggle = (status: AlertStatus) =>
    onSelect((chosen.includes(status) ? chosen.filter((name) => name !== status) : [...chosen, status]).join(","));
  return (
    <div className={styles.band}>
      <fieldset className={styles.statuses}>
        <legend className="sr-only">Status</legend>
        {alertStatusSchema.options.map((status) => (
          <button
            key={status}
            type="button"
            className={styles.bandItem}
            aria-pressed={chosen.includes(status)}
            onClick={() => toggle(status)}
          >
            <span className={styles.bandCount}>{countOf(summary, status)}</span>
            <span>{statusWords[status]}</span>
          </button>
        ))}
      </fieldset>
      {summary !== undefined && (
        <dl className={styles.taken}>
          <Taken name={alertText.acknowledgedIn} taken={summary.timeToAcknowledge} summary={summary} />
          <Taken name={alertText.resolvedIn} taken={summary.timeToResolve} summary={summary} />
        </dl>
      )}
    </div>
  );
}

interface TakenProps {
  readonly name: string;
  readonly taken: TimeTaken;
  readonly summary: AlertSummary;
}

const durationOf = (seconds: number | null) => (seconds === null ? "–" : formatDuration(seconds * 1000));

/** Half and nine in ten took no longer than this, of those that were done in the period. */
function Taken({ name, taken: { count, p50, p90 }, summary: { measuredFrom, measuredTo } }: TakenProps) {
  const period = alertSentences.period(
    formatExact(Date.parse(measuredFrom)).slice(0, 16),
    formatExact(Date.parse(measuredTo)).slice(0, 16),
  );
  return (
    <div title={`${formatCountOf(count, "alert")}, ${period}. p50: half took no longer; p90: nine in ten.`}>
      <dt>{name}</dt>
      <dd>
        <span>p50</span> {durationOf(p50)} <span>p90</span> {durationOf(p90)}
      </dd>
    </div>
  );
}
