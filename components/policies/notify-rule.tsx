"use client";

import { Select } from "@mantine/core";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import { chosenNotify } from "../../lib/thresholds/policy-problems.ts";
import styles from "./band-controls.module.css";
import { CommittedNumber } from "./committed-number.tsx";
import { policiesText } from "./policies-text.ts";

interface NotifyRuleProps {
  readonly policy: PolicyBody;
  readonly onChange: ((policy: PolicyBody) => void) | null;
}

/** What a guarded rule starts with: the share that the margin stands for today. */
function guardedFrom(anchor: number): PolicyBody["notify"] {
  const target = Number(Math.min(0.4, 1 / (1 + Math.exp(anchor))).toPrecision(3));
  return { method: "guarded", target, anchor, rail: 1.5, capacityPerDay: 200, spotCheckShare: 0.1, judgedShare: 1 };
}

/** Who sets notify: people, or an estimate that keeps a bound on false alarms. */
export function NotifyRule({ policy, onChange }: NotifyRuleProps) {
  const { notify } = policy;
  const disabled = onChange === null;
  const setMethod = (method: string | null) => {
    const margin = chosenNotify(notify);
    if (method === "fixed") onChange?.({ ...policy, notify: { method, margin } });
    if (method === "neymanPearson") {
      onChange?.({ ...policy, notify: { method, alpha: 0.001, delta: 0.05, untilThen: margin } });
    }
    if (method === "guarded") onChange?.({ ...policy, notify: guardedFrom(margin) });
  };
  return (
    <div className={styles.rule}>
      <span>{policiesText.notifyRule}</span>
      <Select
        aria-label={policiesText.notifyRule}
        size="xs"
        className={styles.method}
        data={[
          { value: "fixed", label: policiesText.fixed },
          { value: "neymanPearson", label: policiesText.neymanPearson },
          { value: "guarded", label: policiesText.guarded },
        ]}
        value={notify.method}
        allowDeselect={false}
        disabled={disabled}
        onChange={setMethod}
      />
      {notify.method === "neymanPearson" && (
        <>
          <span>{policiesText.alpha}</span>
          <CommittedNumber
            label={policiesText.alpha}
            value={Number((notify.alpha * 100).toPrecision(4))}
            least={0.005}
            most={49}
            decimals={4}
            disabled={disabled}
            onCommit={(percent) => onChange?.({ ...policy, notify: { ...notify, alpha: percent / 100 } })}
          />
          <span>{policiesText.confidence}</span>
          <CommittedNumber
            label={policiesText.confidence}
            value={Number((100 - notify.delta * 100).toPrecision(4))}
            least={51}
            most={99.9}
            decimals={2}
            disabled={disabled}
            onCommit={(percent) =>
              onChange?.({ ...policy, notify: { ...notify, delta: Number((1 - percent / 100).toPrecision(6)) } })
            }
          />
          <span className={styles.quiet}>{policiesText.untilThen}:</span>
        </>
      )}
      {notify.method === "guarded" && (
        <>
          <span>{policiesText.target}</span>
          <CommittedNumber
            label={policiesText.target}
            value={Number((notify.target * 100).toPrecision(4))}
            least={0.0001}
            most={49}
            decimals={4}
            disabled={disabled}
            onCommit={(percent) => onChange?.({ ...policy, notify: { ...notify, target: percent / 100 } })}
          />
        </>
      )}
    </div>
  );
}
