"use client";

import { CommittedNumber } from "./committed-number.tsx";
import styles from "./notify-rule.module.css";

export interface RuleFieldProps {
  readonly label: string;
  readonly unit: string;
  /** In one sentence, what it decides. */
  readonly about: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly decimals: number;
  readonly disabled: boolean;
  readonly onCommit: (value: number) => void;
}

/** A number of a rule with its unit and what it decides; one beyond its bounds is held there, and that is said. */
export function RuleField({ label, unit, about, ...number }: RuleFieldProps) {
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      <span className={styles.number}>
        <CommittedNumber label={`${label}, ${unit}`} saysBounds {...number} />
        <span className={styles.unit}>{unit}</span>
      </span>
      <p className={styles.about}>{about}</p>
    </div>
  );
}
