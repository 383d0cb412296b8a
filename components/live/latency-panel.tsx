"use client";

import { useNow } from "../display/clock.ts";
import { formatCount } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { recentStages } from "../realtime/latency.ts";
import styles from "./aside.module.css";
import { liveText } from "./live-text.ts";
import { useLiveLatency } from "./use-live-aside.ts";

const words = (ms: number | null | undefined) => (ms === null || ms === undefined ? "–" : formatCount(ms));

/** How long an event takes to this screen and to everyone's, stage by stage. */
export function LatencyPanel() {
  // The page's own figures are no state: looked at once a second.
  useNow();
  const own = recentStages();
  const { data: everyone } = useLiveLatency();
  return (
    <Panel title={liveText.latency} actions={<span className={styles.hint}>{liveText.milliseconds}</span>}>
      <table className={styles.latency}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {liveText.stage}
            </th>
            <th scope="colgroup" colSpan={2} title={liveText.latencyHere}>
              {liveText.here}
            </th>
            <th scope="colgroup" colSpan={2} title={liveText.latencyAll}>
              {liveText.everyone}
            </th>
          </tr>
          <tr>
            <th scope="col">p50</th>
            <th scope="col">p99</th>
            <th scope="col">p50</th>
            <th scope="col">p99</th>
          </tr>
        </thead>
        <tbody>
          {own.map(({ stage, p50Ms, p99Ms }) => {
            const all = everyone?.stages.find((other) => other.stage === stage);
            return (
              <tr key={stage} data-total={stage === "total"}>
                <th scope="row">{liveText.stages[stage]}</th>
                {[p50Ms, p99Ms, all?.p50Ms, all?.p99Ms].map((ms, index) => (
                  <td key={`${stage} ${String(index)}`}>{words(ms)}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}
