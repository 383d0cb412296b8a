import type { ReactNode } from "react";
import styles from "./split-view.module.css";

interface SplitViewProps {
  /** The list, or whatever the panel is a part of. */
  readonly children: ReactNode;
  /** What is open beside it; null while nothing is. */
  readonly panel: ReactNode;
}

/** A list with a panel at its right. Where there is no room for both, the panel covers the list until it is closed. */
export function SplitView({ children, panel }: SplitViewProps) {
  return (
    <div className={styles.split} data-open={panel !== null}>
      <div className={styles.main}>{children}</div>
      {panel}
    </div>
  );
}
