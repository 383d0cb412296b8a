import { axisMarginOf, axisMargins } from "../charts/score-axis.ts";
import { formatScore } from "./format.ts";
import styles from "./score-value.module.css";

interface ScoreValueProps {
  readonly score: number;
  /** The threshold (0-100) it is measured against; null or absent where none was in force. */
  readonly threshold?: number | null;
}

/** Where a score lies on the bar, in percent: on the same axis of rarity as the chart. */
function placeOf(score: number): number {
  const [low, high] = axisMargins;
  return ((axisMarginOf(score) - low) / (high - low)) * 100;
}

/** A score (0-100) to one decimal, over a thin bar with a notch at the threshold. */
export function ScoreValue({ score, threshold = null }: ScoreValueProps) {
  const over = threshold !== null && score >= threshold;
  return (
    <span className={styles.score} data-over={over}>
      <span className={styles.number}>{formatScore(score)}</span>
      <span className={styles.track} data-bar aria-hidden="true">
        <span className={styles.fill} style={{ width: `${placeOf(score)}%` }} />
        {threshold !== null && <span className={styles.notch} style={{ left: `${placeOf(threshold)}%` }} />}
      </span>
    </span>
  );
}
