import type { GuardedThreshold } from "../../lib/contracts/thresholds.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { formatScore } from "../display/format.ts";
import { formatOneIn } from "../policies/margin-scale.ts";
import styles from "./guard.module.css";
import { thresholdSentences, thresholdsText } from "./thresholds-text.ts";

const score = (margin: number) => formatScore(scoreOfMargin(margin));

/** Where notify stands between its rails, and where people put it. */
export function RailGauge({ guarded }: { readonly guarded: GuardedThreshold }) {
  const { notify, anchor, rails } = guarded;
  const place = (margin: number) => `${(100 * (margin - rails.low)) / Math.max(1e-9, rails.high - rails.low)}%`;
  const words = thresholdSentences.stands(score(notify), thresholdSentences.awayFromAnchor(notify - anchor));
  return (
    <div className={styles.gauge}>
      <p className={styles.gaugeHead}>
        <b>{score(notify)}</b> {formatOneIn(notify)}, {thresholdSentences.awayFromAnchor(notify - anchor)}
      </p>
      <div className={styles.gaugeBar} role="img" aria-label={words}>
        <span className={styles.gaugeAnchor} style={{ left: place(anchor) }} />
        <span className={styles.gaugeNow} style={{ left: place(notify) }} />
      </div>
      <p className={styles.gaugeEnds}>
        <span>{score(rails.low)}</span>
        <span>
          {thresholdsText.anchor} {score(anchor)}
        </span>
        <span>{score(rails.high)}</span>
      </p>
    </div>
  );
}
