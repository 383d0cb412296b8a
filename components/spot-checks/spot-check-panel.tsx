"use client";

import { Button } from "@mantine/core";
import type { SpotCheck } from "../../lib/contracts/thresholds.ts";
import { spotCheckVerdictSchema } from "../../lib/contracts/thresholds.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { formatMargin, formatScore } from "../display/format.ts";
import { KeyHint } from "../display/key-hint.tsx";
import { RelativeTime } from "../display/relative-time.tsx";
import { SidePanel } from "../display/side-panel.tsx";
import { EmptyState } from "../display/states.tsx";
import { EventBody } from "../event/event-body.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import { type SpotCheckVerdict, spotCheckText, standsFor, stratumWords, verdictWords } from "./spot-check-text.ts";
import styles from "./spot-checks.module.css";

interface SpotCheckPanelProps {
  readonly id: number;
  /** Null: not in the list. */
  readonly row: SpotCheck | null;
  /** Null: the person may not. */
  readonly onJudge: ((verdict: SpotCheckVerdict) => void) | null;
  readonly onClose: () => void;
}

/** One spot check: the question first, what each answer does, then the event with all that is known of its score. */
export function SpotCheckPanel({ id, row, onJudge, onClose }: SpotCheckPanelProps) {
  return (
    <SidePanel
      label={`Spot check ${id}`}
      title={row?.summary ?? `Spot check ${id}`}
      onClose={onClose}
      {...(row === null ? {} : { actions: <Verdicts row={row} onJudge={onJudge} /> })}
    >
      {row === null ? (
        <EmptyState title={spotCheckText.noSuch} />
      ) : (
        <>
          <DetailSection title={spotCheckText.why}>
            <p className={styles.text}>{whyDrawn(row)}</p>
          </DetailSection>
          {onJudge !== null && <Effects />}
          <EventBody stream={row.stream} eventId={row.eventId} />
        </>
      )}
    </SidePanel>
  );
}

function whyDrawn(row: SpotCheck): string {
  const below = formatMargin(row.margin - row.threshold).replace("−", "");
  return `It scored ${formatScore(row.score)}, ${below} in margin below the notify of ${formatScore(scoreOfMargin(row.threshold))}, and nobody was told. ${stratumWords[row.stratum].about} It stands for ${standsFor(row)} like it.`;
}

function Verdicts({ row, onJudge }: Pick<SpotCheckPanelProps, "onJudge"> & { readonly row: SpotCheck }) {
  return (
    <div className={styles.verdicts}>
      {row.verdict !== null && (
        <p className={styles.judged} role="status">
          Judged <b>{verdictWords[row.verdict].word.toLowerCase()}</b>
          {row.judgedBy !== null && ` by ${row.judgedBy}`}
          {row.judgedAt !== null && (
            <>
              {", "}
              <RelativeTime at={row.judgedAt} />
            </>
          )}
          {onJudge !== null && row.state === "judged" && ". It can be changed:"}
        </p>
      )}
      {row.state === "late" && <p className={styles.judged}>{spotCheckText.noneLateText}</p>}
      {onJudge === null && <p className={styles.judged}>{spotCheckText.mayNot}</p>}
      {onJudge !== null && row.state !== "late" && (
        <div className={styles.buttons}>
          {spotCheckVerdictSchema.options.map((verdict) => (
            <Button
              key={verdict}
              variant="default"
              aria-pressed={row.verdict === verdict}
              rightSection={<KeyHint>{verdictWords[verdict].key}</KeyHint>}
              onClick={() => onJudge(verdict)}
            >
              {verdictWords[verdict].word}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function Effects() {
  return (
    <DetailSection title={spotCheckText.effect}>
      <dl className={styles.effects}>
        {spotCheckVerdictSchema.options.map((verdict) => (
          <div key={verdict}>
            <dt>
              <b>{verdictWords[verdict].word}</b>, {verdictWords[verdict].about}
            </dt>
            <dd>{verdictWords[verdict].effect}</dd>
          </div>
        ))}
      </dl>
    </DetailSection>
  );
}
