"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import type { StreamName } from "../../lib/contracts/common.ts";
import type { Advised, PolicyAdvice } from "../../lib/contracts/policy-advice.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { describeError } from "../data/api-error.ts";
import { formatScore } from "../display/format.ts";
import styles from "./advice.module.css";
import { CommittedNumber } from "./committed-number.tsx";
import { adviceText, policiesSentences } from "./policies-text.ts";
import { usePolicyAdvice } from "./use-policies.ts";

const wishes = [
  { name: "alertsPerHour", most: 100_000 },
  { name: "falseAlarmsPerDay", most: 1_000_000 },
  { name: "missCost", most: 1_000_000 },
] as const;
type Asked = Record<Advised["wish"], number>;

interface AdvicePaneProps {
  readonly stream: StreamName;
  /** Puts notify there in the draft. */
  readonly onUse: (margin: number) => void;
}

/** Where notify would have to stand for what is wished of it; says so where nothing can be advised. */
export function AdvicePane({ stream, onUse }: AdvicePaneProps) {
  const [asked, setAsked] = useState<Asked>({ alertsPerHour: 10, falseAlarmsPerDay: 20, missCost: 100 });
  const { data, error } = usePolicyAdvice(stream, asked);
  return (
    <details className={styles.advice}>
      <summary>{adviceText.title}</summary>
      {data !== undefined && <p className={styles.basis}>{basisWords(data)}</p>}
      {error !== null && (
        <p className={styles.basis} role="alert">
          {describeError(error)}
        </p>
      )}
      <ul>
        {wishes.map(({ name, most }) => (
          <li key={name}>
            <span className={styles.wish}>
              {adviceText[name]}
              <CommittedNumber
                label={adviceText[name]}
                value={asked[name]}
                least={0.1}
                most={most}
                decimals={1}
                disabled={false}
                onCommit={(value) => setAsked({ ...asked, [name]: value })}
              />
            </span>
            <Answer advised={data?.advised.find(({ wish }) => wish === name)} onUse={onUse} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function basisWords({ alerts, days, truePositives, falsePositives }: PolicyAdvice): string {
  return policiesSentences.adviceBasis(alerts, days, truePositives, falsePositives);
}

function Answer({
  advised,
  onUse,
}: {
  readonly advised: Advised | undefined;
  readonly onUse: (margin: number) => void;
}) {
  if (advised === undefined) return null;
  const { notify, range, words } = advised;
  return (
    <span className={styles.answer} aria-live="polite">
      {notify !== null && (
        <>
          <b>
            {adviceText.score} {formatScore(scoreOfMargin(notify))}
          </b>
          {range !== null && (
            <small>
              {formatScore(scoreOfMargin(range.low))} to {formatScore(scoreOfMargin(range.high))}
            </small>
          )}
          <Button size="compact-xs" variant="subtle" onClick={() => onUse(notify)}>
            {adviceText.use}
          </Button>
        </>
      )}
      <span>{words}</span>
    </span>
  );
}
