import type { ReactNode } from "react";
import styles from "./policies.module.css";

interface PolicyBarProps {
  /** Which version or draft it is: "Version 4". */
  readonly title: string;
  readonly about: ReactNode;
  readonly actions?: ReactNode;
}

/** Above a version or a draft: which it is, who made it and why, and what can be done with it. */
export function PolicyBar({ title, about, actions }: PolicyBarProps) {
  return (
    <header className={styles.bar}>
      <h2>{title}</h2>
      <div className={styles.aboutDraft}>{about}</div>
      {actions !== undefined && <div className={styles.barActions}>{actions}</div>}
    </header>
  );
}
