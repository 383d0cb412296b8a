import { formatScore } from "./format.ts";
import styles from "./score-value.module.css";

interface ScoreValueProps {
  readonly score: number;
  /** The threshold (0-100) it is measured against; null or absent where none was in force. */
  readonly threshold?: number | null;
}

/** A score (0-100) to one decimal, over a thin bar with a notch at the threshold. */
export function ScoreValue({ score, threshold = null }: ScoreValueProps) {
  const over = threshold !== null && score >= threshold;
  return (
    <span className={styles.score} data-over={over}>
      <span className={styles.number}>{formatScore(score)}</span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ width: `${score}%` }} />
        {threshold !== null && <span className={styles.notch} style={{ left: `${threshold}%` }} />}
      </span>
    </span>
  );
}
