"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import type { ThresholdDrift } from "../../lib/contracts/threshold-drift.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { formatExact, formatScore } from "../display/format.ts";
import { Panel } from "../display/panel.tsx";
import { QueryView } from "../display/query-view.tsx";
import driftStyles from "./drift.module.css";
import { driftSentences, driftText } from "./drift-text.ts";
import { FigureLine } from "./figure-line.tsx";
import { percent } from "./percent.ts";
import styles from "./thresholds.module.css";
import { useThresholdDrift } from "./use-threshold-drift.ts";

/** Commoner shares are counted, not estimated. */
const commonestRisk = 1e-3;

/** Whether the stream is another than it was in the week before, told three ways; or why that cannot be told yet. */
export function DriftPanel({ stream }: { readonly stream: StreamName }) {
  const drift = useThresholdDrift(stream);
  return (
    <Panel title={driftText.title}>
      <p className={styles.hint}>{driftText.hint}</p>
      <QueryView query={drift} loading={driftText.loading} rows={4}>
        {(found) => (
          <>
            <Spread drift={found} />
            <Level drift={found} />
            <Tail drift={found} />
          </>
        )}
      </QueryView>
    </Panel>
  );
}

const quiet = (text: string) => <p className={styles.quiet}>{text}</p>;

function Spread({ drift: { shift, events } }: { readonly drift: ThresholdDrift }) {
  if (shift === null) {
    return (
      <FigureLine name={driftText.spread} about={driftText.spreadAbout} value={null}>
        {quiet(driftSentences.fewEvents(events))}
      </FigureLine>
    );
  }
  const value = driftSentences.size(shift.index, shift.size);
  return (
    <FigureLine name={driftText.spread} about={driftText.spreadAbout} value={value} isWarning={shift.size === "large"}>
      <Bins bins={shift.bins} />
    </FigureLine>
  );
}

/** Shares of the reference and of now side by side, bin by bin. */
function Bins({ bins }: Pick<NonNullable<ThresholdDrift["shift"]>, "bins">) {
  const most = Math.max(...bins.flatMap(({ reference, current }) => [reference, current]));
  const height = (share: number) => `${(100 * share) / most}%`;
  return (
    <ol className={driftStyles.bins}>
      {bins.map(({ upTo, reference, current }, place) => {
        const from = formatScore(bins[place - 1]?.upTo ?? 0);
        const words = driftSentences.bin(from, formatScore(upTo), percent(reference), percent(current));
        return (
          <li key={upTo} title={words} aria-label={words}>
            <span className={driftStyles.was} style={{ height: height(reference) }} />
            <span className={driftStyles.is} style={{ height: height(current) }} />
          </li>
        );
      })}
    </ol>
  );
}

function Level({ drift: { change, hours } }: { readonly drift: ThresholdDrift }) {
  const isKnown = hours.reference >= hours.needed;
  if (change === null) {
    return (
      <FigureLine name={driftText.level} about={driftText.levelAbout} value={isKnown ? driftText.steady : null}>
        {!isKnown && quiet(driftSentences.fewHours(hours))}
      </FigureLine>
    );
  }
  const value = driftSentences.changed(percent(change.now), percent(change.usual));
  return (
    <FigureLine name={driftText.level} about={driftText.levelAbout} value={value} isWarning>
      {quiet(driftSentences.since(formatExact(change.since).slice(0, 16), formatScore(change.over)))}
    </FigureLine>
  );
}

function Tail({ drift: { tail, risk, notify } }: { readonly drift: ThresholdDrift }) {
  const about = risk === null ? driftText.tailAbout : driftSentences.begins(risk);
  if (tail === null || notify === null) {
    const why = risk === null ? driftText.noAim : risk > commonestRisk ? driftText.common : driftSentences.fewMargins;
    return (
      <FigureLine name={driftText.tail} about={about} value={null}>
        {quiet(why)}
      </FigureLine>
    );
  }
  const score = (margin: number) => formatScore(scoreOfMargin(margin));
  return (
    <FigureLine name={driftText.tail} about={about} value={driftSentences.tailAt(score(tail.margin), score(notify))}>
      {quiet(driftSentences.tailBasis(tail.margins, tail.peaks))}
    </FigureLine>
  );
}
