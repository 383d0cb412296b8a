import styles from "./progress-bar.module.css";

interface ProgressBarProps {
  readonly value: number;
  readonly max: number;
  readonly label: string;
}

/** How much of it is done. */
export function ProgressBar({ value, max, label }: ProgressBarProps) {
  return <progress className={styles.bar} value={Math.min(value, max)} max={max} aria-label={label} />;
}
