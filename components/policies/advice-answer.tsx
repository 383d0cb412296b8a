"use client";

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { PolicyAdvice } from "../../lib/contracts/policy-advice.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { rateWords } from "../../lib/stats/rate-words.ts";
import { formatMargin, formatScore } from "../display/format.ts";
import { figureWords } from "../thresholds/figure-words.ts";
import styles from "./advice.module.css";
import { adviceSentences, adviceText } from "./advice-text.ts";
import { formatOneIn } from "./margin-scale.ts";

interface AdviceAnswerProps {
  readonly advice: PolicyAdvice;
  /** Another wish is being looked into. */
  readonly isStale: boolean;
  /** Puts notify there in the draft. */
  readonly onUse: (margin: number) => void;
}

const score = (margin: number) => formatScore(scoreOfMargin(margin));

/** Where notify would have to stand and what people would meet there; or why none is advised. */
export function AdviceAnswer({ advice, isStale, onUse }: AdviceAnswerProps) {
  const { notify, words, basis } = advice;
  return (
    <div className={styles.answer} data-stale={isStale || undefined} aria-live="polite" aria-busy={isStale}>
      {notify === null ? (
        <p className={styles.head}>
          <b>{adviceText.none}.</b>
        </p>
      ) : (
        <>
          <p className={styles.head}>
            <b>
              {adviceText.notify} {score(notify)}
            </b>
            <Button size="compact-xs" variant="default" disabled={isStale} onClick={() => onUse(notify)}>
              {adviceText.use}
            </Button>
          </p>
          <Figures advice={advice} notify={notify} />
        </>
      )}
      {words.map((sentence) => (
        <p key={sentence} className={styles.words}>
          {sentence}
        </p>
      ))}
      <p className={styles.basis}>{adviceSentences.basis(basis)}</p>
    </div>
  );
}

function Figures({ advice, notify }: { readonly advice: PolicyAdvice; readonly notify: number }) {
  const { alertsPerDay, recall, falseAlarmRate, range, shadowPrice } = advice;
  return (
    <dl className={styles.figures}>
      <Figure name={adviceText.notify}>
        margin {formatMargin(notify)}, {formatOneIn(notify)} normal events
        {range !== null && range.low !== range.high && (
          <>
            ; {adviceText.anything} {score(range.low)} to {score(range.high)}
          </>
        )}
      </Figure>
      {alertsPerDay !== null && (
        <Figure name={adviceText.alerts}>
          {alertsPerDay.isEstimate && `${adviceText.about} `}
          {rateWords(alertsPerDay.value)}
        </Figure>
      )}
      {recall !== null && <Figure name={adviceText.recall}>{figureWords(recall)}</Figure>}
      {falseAlarmRate !== null && <Figure name={adviceText.falseAlarms}>{figureWords(falseAlarmRate)}</Figure>}
      {shadowPrice !== null && (
        <Figure name={adviceText.price}>
          {adviceSentences.price(
            rateWords(shadowPrice.attacksPerWeek),
            rateWords(shadowPrice.interval.low),
            rateWords(shadowPrice.interval.high),
          )}
        </Figure>
      )}
    </dl>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
