import type { GuardedThreshold } from "../../lib/contracts/thresholds.ts";
import table from "../display/data-table.module.css";
import { formatShare } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { plainName } from "../explain/plain-name.ts";
import guardStyles from "./guard.module.css";
import styles from "./thresholds.module.css";
import { thresholdsText } from "./thresholds-text.ts";

/** Points of recall that a family may lose before it holds notify. */
const mostLoss = 0.05;

/** What of known attacks would still reach notify: the reason why it may not go higher. */
export function CanaryPanel({ canaries }: Pick<GuardedThreshold, "canaries">) {
  return (
    <Panel title={thresholdsText.canaries}>
      <p className={styles.hint}>{canaries.length === 0 ? thresholdsText.noCanaries : thresholdsText.canariesHint}</p>
      {canaries.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{thresholdsText.family}</th>
              <th scope="col" className={table.number}>
                {thresholdsText.atAnchor}
              </th>
              <th scope="col" className={table.number}>
                {thresholdsText.atNotify}
              </th>
              <th scope="col" className={table.number}>
                {thresholdsText.loss}
              </th>
            </tr>
          </thead>
          <tbody>
            {canaries.map(({ family, atAnchor, atNotify, blind }) => (
              <tr key={family}>
                <th scope="row" className={`${table.fill} ${guardStyles.family}`}>
                  {plainName(family)}
                </th>
                {blind ? (
                  <td colSpan={3} className={guardStyles.blind}>
                    {thresholdsText.blind}
                  </td>
                ) : (
                  <>
                    <td className={table.number}>{formatShare(atAnchor)}</td>
                    <td className={table.number}>{formatShare(atNotify)}</td>
                    <td
                      className={`${table.number} ${guardStyles.loss}`}
                      data-over={atAnchor - atNotify >= mostLoss || undefined}
                    >
                      {lossWords(atAnchor - atNotify)}
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function lossWords(loss: number): string {
  const points = Math.round(loss * 100);
  if (points === 0) return "none";
  return points > 0 ? `${points} points` : `${-points} more`;
}
