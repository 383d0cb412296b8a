"use client";

import { Button } from "@mantine/core";
import { CauseMark } from "../charts/cause-mark.tsx";
import { axisMarginOf } from "../charts/score-axis.ts";
import { causeOf, isPerson } from "../charts/threshold-cause.ts";
import { formatExact, formatMargin, formatMove, formatScore } from "../display/format.ts";
import historyStyles from "./history.module.css";
import type { Band, HistoryMove, MoveCluster } from "./prepare-history.ts";
import { isApart, StreamTime } from "./stream-time.tsx";
import styles from "./thresholds.module.css";
import { thresholdSentences, thresholdsText } from "./thresholds-text.ts";

interface MoveDetailProps {
  readonly band: Band;
  readonly cluster: MoveCluster;
  /** Null where it cannot be taken back, or not by this person. */
  readonly onRollBack: ((version: number) => void) | null;
}

const level = (value: number | null) => (value === null ? thresholdsText.off : formatScore(value));

/** By how much, in margin: scores near the top hardly differ. */
function differenceOf({ before, after }: HistoryMove): string | null {
  return before === null || after === null ? null : formatMargin(axisMarginOf(after) - axisMarginOf(before));
}

/** Who or what moved a threshold, for people. */
export function actorWords(actor: string): string {
  return isPerson(actor) ? actor : thresholdsText.system;
}

/** One move: from what to what, why, by whom, when, and from which inputs. */
export function MoveDetail({ band, cluster, onRollBack }: MoveDetailProps) {
  const move = cluster.moves.at(-1);
  if (move === undefined) return null;
  const { step, before, after } = move;
  const difference = differenceOf(move);
  return (
    <section className={historyStyles.move} aria-label="The move" aria-live="polite">
      <header className={historyStyles.moveHead}>
        <CauseMark cause={causeOf(step.cause)} />
        <strong>
          {band} {before === null && band === "notify" ? level(after) : formatMove(before, after)}
        </strong>
        {difference !== null && <span className={styles.quiet}>{difference} in margin</span>}
        <StreamTime at={step.streamAt} recordedAt={step.recordedAt} />
        {onRollBack !== null && (
          <Button size="compact-xs" variant="default" onClick={() => onRollBack(step.version)}>
            {thresholdsText.rollBack}…
          </Button>
        )}
      </header>
      {cluster.moves.length > 1 && <p className={styles.quiet}>{thresholdSentences.together(cluster.moves.length)}</p>}
      <p className={historyStyles.reason}>{step.reason}</p>
      <dl className={historyStyles.moveFacts}>
        <dt>{thresholdsText.by}</dt>
        <dd>{actorWords(step.actor)}</dd>
        <dt title={thresholdsText.clockHint}>{thresholdsText.at}</dt>
        <dd>
          {step.streamAt === null ? thresholdsText.beforeFirst : formatExact(step.streamAt)}
          {isApart(step) && (
            <span className={styles.quiet}>
              {" "}
              · {thresholdsText.recorded} {formatExact(step.recordedAt)}
            </span>
          )}
        </dd>
        <dt>{thresholdsText.policy}</dt>
        <dd>
          version {step.policyVersion}, in force from event {step.offset.toLocaleString("en")}
        </dd>
        <dt title={thresholdsText.digestHint}>{thresholdsText.digest}</dt>
        <dd className={styles.digest}>{step.digest === "" ? "–" : step.digest}</dd>
      </dl>
    </section>
  );
}
