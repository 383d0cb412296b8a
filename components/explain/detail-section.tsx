import type { ReactNode } from "react";
import styles from "./explain.module.css";

interface DetailSectionProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Folded at first where what is in it is long and seldom needed. */
  readonly folded?: boolean;
}

/** A part of a detail panel that can be folded. */
export function DetailSection({ title, children, folded = false }: DetailSectionProps) {
  return (
    <details className={styles.section} open={!folded}>
      <summary>{title}</summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
