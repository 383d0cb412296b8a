import type { ReactNode } from "react";
import driftStyles from "./drift.module.css";
import guardStyles from "./guard.module.css";
import styles from "./thresholds.module.css";

interface FigureLineProps {
  readonly name: string;
  /** What it counts, in a few words. */
  readonly about: string;
  /** More of it, for whoever points at the name. */
  readonly hint?: string | undefined;
  readonly value: string | null;
  readonly isWarning?: boolean;
  /** A drawing of it, or why there is none. */
  readonly children?: ReactNode;
}

/** A figure with its name before it and what it rests on beneath. */
export function FigureLine({ name, about, hint, value, isWarning = false, children }: FigureLineProps) {
  return (
    <div className={guardStyles.field}>
      <p className={guardStyles.fieldHead}>
        <span title={hint}>
          <b>{name}</b> <span className={styles.quiet}>{about}</span>
        </span>
        <span className={`${guardStyles.fieldValue} ${driftStyles.value}`} data-warn={isWarning || undefined}>
          {value}
        </span>
      </p>
      {children}
    </div>
  );
}
