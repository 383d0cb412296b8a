"use client";

import { type AlertStatus, alertStatusSchema } from "../../lib/contracts/alerts.ts";
import { formatCount } from "../display/format.ts";
import { statusWords } from "./alert-text.ts";
import styles from "./alerts.module.css";

interface StatusBandProps {
  readonly counts: Readonly<Record<AlertStatus, number>> | undefined;
  /** Comma-separated, as in the address. */
  readonly selected: string | undefined;
  readonly onSelect: (status: string) => void;
}

/** How many alerts stand where; pressing one filters by it, pressing it again takes the filter away. */
export function StatusBand({ counts, selected, onSelect }: StatusBandProps) {
  const chosen = (selected ?? "").split(",").filter((name) => name !== "");
  const toggle = (status: AlertStatus) =>
    onSelect((chosen.includes(status) ? chosen.filter((name) => name !== status) : [...chosen, status]).join(","));
  return (
    <fieldset className={styles.band}>
      <legend className="sr-only">Status</legend>
      {alertStatusSchema.options.map((status) => (
        <button
          key={status}
          type="button"
          className={styles.bandItem}
          aria-pressed={chosen.includes(status)}
          onClick={() => toggle(status)}
        >
          <span className={styles.bandCount}>{counts === undefined ? "–" : formatCount(counts[status])}</span>
          <span>{statusWords[status]}</span>
        </button>
      ))}
    </fieldset>
  );
}
