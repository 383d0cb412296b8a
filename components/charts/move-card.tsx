"use client";

import { CloseButton } from "@mantine/core";
import type { ThresholdStep } from "../../lib/contracts/threshold-step.ts";
import { formatExact, formatMove } from "../display/format.ts";
import styles from "./charts.module.css";
import { chartMargin, yAxisWidth } from "./plot-sizes.ts";
import { bandNames, type ThreatChart, type ThresholdMove } from "./prepare-threat-chart.ts";
import { causeOf, causeWords, isPerson } from "./threshold-cause.ts";

interface MoveCardProps {
  readonly chart: ThreatChart;
  readonly move: ThresholdMove;
  readonly onClose: () => void;
}

function changesOf(move: ThresholdMove, chart: ThreatChart): string[] {
  const together = chart.moves.filter(({ step }) => step.version === move.step.version);
  return bandNames.flatMap((band) => {
    const own = together.find((other) => other.band === band);
    return own === undefined ? [] : [`${band} ${formatMove(own.before, own.after)}`];
  });
}

/** Who moved a threshold, when, from what to what, and why: beside its marker. */
export function MoveCard({ chart, move, onClose }: MoveCardProps) {
  const [start, end] = chart.domain;
  const share = Math.min(1, Math.max(0, (move.at - start) / (end - start)));
  const left = `calc(${yAxisWidth}px + (100% - ${yAxisWidth + chartMargin.right}px) * ${share})`;
  const { step } = move;
  return (
    <div
      className={styles.moveCard}
      role="status"
      data-side={share > 0.5 ? "left" : "right"}
      style={{ left }}
      data-testid="threshold-move"
    >
      <div className={styles.moveHead}>
        <strong>{changesOf(move, chart).join(" · ")}</strong>
        <CloseButton size="xs" aria-label="Close" onClick={onClose} />
      </div>
      <p>{step.reason}</p>
      <dl>
        <dt>by</dt>
        <dd>{whoOf(step)}</dd>
        <dt>at</dt>
        <dd>{formatExact(step.at)}</dd>
        <dt>policy</dt>
        <dd>
          version {step.policyVersion}, in force from event {step.offset}
        </dd>
      </dl>
    </div>
  );
}

/** A person, or what moved it by itself, in words. */
function whoOf({ actor, cause }: ThresholdStep): string {
  const name = causeOf(cause);
  if (isPerson(actor)) return actor;
  return name === "people" ? "Tideline" : `Tideline, by ${causeWords[name].word}`;
}
