import type { AlertStatus, Verdict } from "../../lib/contracts/alerts.ts";
import styles from "./alert-standing.module.css";
import { statusWords, verdictWords } from "./alert-text.ts";

interface AlertStandingProps {
  readonly status: AlertStatus;
  readonly verdict: Verdict | null;
}

/** Where an alert stands, by shape and word; a verdict says more than "resolved". */
export function AlertStanding({ status, verdict }: AlertStandingProps) {
  return (
    <span className={styles.standing} data-status={status}>
      {verdict === null ? statusWords[status] : verdictWords[verdict]}
    </span>
  );
}
