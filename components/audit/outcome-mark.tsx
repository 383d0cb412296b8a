import { IconCheck, IconDots, IconX } from "@tabler/icons-react";
import type { AuditRow } from "../../lib/contracts/audit.ts";
import styles from "./audit.module.css";
import { outcomeWords } from "./audit-text.ts";

const icons = { success: IconCheck, failure: IconX, attempt: IconDots } as const;

/** How it ended, by shape and word; colour only where something did not go. */
export function OutcomeMark({ outcome }: { readonly outcome: AuditRow["outcome"] }) {
  const Icon = icons[outcome];
  return (
    <span className={styles.outcome} data-outcome={outcome}>
      <Icon size={14} stroke={1.8} aria-hidden="true" />
      {outcome === "failure" ? "Refused" : outcomeWords[outcome]}
    </span>
  );
}
