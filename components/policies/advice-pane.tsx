"use client";

import type { StreamName } from "../../lib/contracts/common.ts";
import type { AdviceWish } from "../../lib/contracts/policy-advice.ts";
import { ErrorState, LoadingState } from "../display/states.tsx";
import styles from "./advice.module.css";
import { AdviceAnswer } from "./advice-answer.tsx";
import { AdviceFields } from "./advice-fields.tsx";
import { adviceText } from "./advice-text.ts";
import { type AdviceView, useAdviceView } from "./advice-view.ts";
import { usePolicyAdvice } from "./use-advice.ts";

interface AdvicePaneProps {
  readonly stream: StreamName;
  /** How long people take for an alert. */
  readonly handlingMinutes: number;
  /** Puts notify there in the draft. */
  readonly onUse: (margin: number) => void;
}

/** Where notify would have to stand for what is wished of it; says so where nothing can be advised. */
export function AdvicePane(props: AdvicePaneProps) {
  const view = useAdviceView();
  const { wish, setWish } = view;
  return (
    <details
      className={styles.advice}
      open={wish !== null}
      onToggle={({ currentTarget: { open } }) => {
        if (open !== (wish !== null)) setWish(open ? "falseAlarms" : null);
      }}
    >
      <summary>{adviceText.title}</summary>
      <AdviceFields view={view} />
      {wish !== null && <Answer key={wish} {...props} view={view} wish={wish} />}
    </details>
  );
}

type AnswerProps = AdvicePaneProps & { readonly view: AdviceView; readonly wish: AdviceWish };

function Answer({ stream, handlingMinutes, onUse, view, wish }: AnswerProps) {
  const { numberOf, unit } = view;
  const alertsPerDay = unit === "minutes" ? numberOf("minutesPerDay") / handlingMinutes : numberOf("alertsPerDay");
  const { data, error, isPlaceholderData, refetch } = usePolicyAdvice({ stream, wish, numberOf, alertsPerDay });
  if (error !== null) return <ErrorState error={error} retry={refetch} />;
  if (data === undefined) return <LoadingState label={adviceText.computing} rows={4} />;
  return <AdviceAnswer advice={data} isStale={isPlaceholderData} onUse={onUse} />;
}
