"use client";

import type { ResponseDetail } from "../../lib/contracts/responses.ts";
import { formatDuration } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { DetailSection } from "../explain/detail-section.tsx";
import styles from "./response-detail.module.css";
import { responseText, stateWords, stepActor, stepLine } from "./response-text.ts";

/** Who did what, when and why, newest first; then every call that was made of the executor. */
export function ResponseSteps({ detail }: { readonly detail: ResponseDetail }) {
  return (
    <>
      <DetailSection title={responseText.steps}>
        <ol className={styles.steps}>
          {[...detail.steps].reverse().map((step) => (
            <li key={step.id}>
              <span className={styles.stepHead}>
                {stepActor(step, detail)} · <RelativeTime at={step.at} />
              </span>
              {stepLine(step.event)}: {stateWords[step.to].toLowerCase()}
              {step.reason !== null && <span className={styles.quiet}> · {step.reason}</span>}
            </li>
          ))}
        </ol>
      </DetailSection>
      {detail.attempts.length > 0 && (
        <DetailSection title={responseText.attempts} folded>
          <ol className={styles.steps}>
            {detail.attempts.map((attempt) => (
              <li key={`${attempt.actionId}-${attempt.kind}-${attempt.number}`}>
                <span className={styles.stepHead}>
                  {attempt.kind} {attempt.number} · <RelativeTime at={attempt.startedAt} />
                  {attempt.finishedAt !== null &&
                    ` · ${formatDuration(Date.parse(attempt.finishedAt) - Date.parse(attempt.startedAt))}`}
                </span>
                {attempt.outcome ?? "no answer yet"}
                {attempt.detail !== null && `: ${attempt.detail}`}
                <span className={`${styles.quiet} ${styles.hash}`}> {attempt.actionId}</span>
              </li>
            ))}
          </ol>
        </DetailSection>
      )}
    </>
  );
}
