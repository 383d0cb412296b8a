"use client";

import { Select } from "@mantine/core";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import type { PolicyBody, NotifyRule as Rule } from "../../lib/thresholds/policy.ts";
import { chosenNotify } from "../../lib/thresholds/policy-problems.ts";
import { formatScore } from "../display/format.ts";
import styles from "./notify-rule.module.css";
import { policiesText, ruleWords } from "./policies-text.ts";
import { RuleField, type RuleFieldProps } from "./rule-field.tsx";

interface NotifyRuleProps {
  readonly policy: PolicyBody;
  readonly onChange: ((policy: PolicyBody) => void) | null;
}

/** The same rule under another method: it stands where it stood. */
function ruleOf(method: Rule["method"], margin: number): Rule {
  switch (method) {
    case "fixed":
      return { method, margin };
    case "neymanPearson":
      return { method, alpha: 0.001, delta: 0.05, untilThen: margin };
    case "guarded": {
      // It begins with the share that the margin stands for today.
      const target = Number(Math.min(0.4, 1 / (1 + Math.exp(margin))).toPrecision(3));
      return { method, target, anchor: margin, rail: 1.5, capacityPerDay: 200, spotCheckShare: 0.1, judgedShare: 1 };
    }
  }
}

const methods = (["fixed", "neymanPearson", "guarded"] as const).map((value) => ({
  value,
  label: policiesText[value],
}));

/** Who sets notify: people, an estimate that keeps a bound on false alarms, or a guard that follows verdicts. */
export function NotifyRule({ policy, onChange }: NotifyRuleProps) {
  const { notify } = policy;
  const change = (rule: Rule) => onChange?.({ ...policy, notify: rule });
  const disabled = onChange === null;
  return (
    <div className={styles.rule}>
      <div className={styles.choice}>
        <span>{policiesText.notifyRule}</span>
        <Select
          aria-label={policiesText.notifyRule}
          size="xs"
          className={styles.method}
          data={methods}
          value={notify.method}
          allowDeselect={false}
          disabled={disabled}
          onChange={(value) => {
            const method = methods.find((known) => known.value === value)?.value;
            if (method !== undefined && method !== notify.method) change(ruleOf(method, chosenNotify(notify)));
          }}
        />
      </div>
      <p className={styles.sentence}>{ruleWords[notify.method]}</p>
      {notify.method !== "fixed" && (
        <div className={styles.fields}>
          {fieldsOf(notify, change).map((field) => (
            <RuleField key={field.label} {...field} disabled={disabled} />
          ))}
        </div>
      )}
    </div>
  );
}

type Field = Omit<RuleFieldProps, "disabled">;
const percentOf = (share: number) => Number((share * 100).toPrecision(4));
const shareOf = (percent: number) => Number((percent / 100).toPrecision(6));

function fieldsOf(rule: Exclude<Rule, { method: "fixed" }>, change: (rule: Rule) => void): readonly Field[] {
  return rule.method === "guarded" ? guardedFields(rule, change) : neymanPearsonFields(rule, change);
}

function neymanPearsonFields(
  rule: Extract<Rule, { method: "neymanPearson" }>,
  change: (rule: Rule) => void,
): readonly Field[] {
  return [
    {
      label: policiesText.alpha,
      unit: "%",
      about: "Of what is taken as normal, no more than this share reaches notify.",
      value: percentOf(rule.alpha),
      least: 0.005,
      most: 49,
      decimals: 4,
      onCommit: (percent) => change({ ...rule, alpha: percent / 100 }),
    },
    {
      label: policiesText.confidence,
      unit: "%",
      about: `How sure that is. ${policiesText.untilThen}, notify below holds.`,
      value: Number((100 - rule.delta * 100).toPrecision(4)),
      least: 51,
      most: 99.9,
      decimals: 2,
      onCommit: (percent) => change({ ...rule, delta: Number((1 - percent / 100).toPrecision(6)) }),
    },
  ];
}

const scoreAt = (margin: number) => formatScore(scoreOfMargin(margin));

function guardedFields(rule: Extract<Rule, { method: "guarded" }>, change: (rule: Rule) => void): readonly Field[] {
  return [
    {
      label: policiesText.target,
      unit: "%",
      about: "The share of normal events that may reach notify: what verdicts pull it towards.",
      value: percentOf(rule.target),
      least: 0.0001,
      most: 49,
      decimals: 4,
      onCommit: (percent) => change({ ...rule, target: shareOf(percent) }),
    },
    {
      label: policiesText.rail,
      unit: "in margin",
      about: `Alone it moves between ${scoreAt(rule.anchor - rule.rail)} and ${scoreAt(rule.anchor + rule.rail)}. Further takes two people.`,
      value: rule.rail,
      least: 0.1,
      most: 6,
      decimals: 2,
      onCommit: (rail) => change({ ...rule, rail }),
    },
    {
      label: policiesText.capacity,
      unit: "a day",
      about: "Events over notify that people can look at. It is not lowered past that.",
      value: rule.capacityPerDay,
      least: 1,
      most: 1_000_000,
      decimals: 0,
      onCommit: (capacityPerDay) => change({ ...rule, capacityPerDay }),
    },
    {
      label: policiesText.spotCheckShare,
      unit: "% of the alerts",
      about: "Events below notify that are drawn to be judged too. Without them nobody knows what is missed.",
      value: percentOf(rule.spotCheckShare),
      least: 1,
      most: 100,
      decimals: 1,
      onCommit: (percent) => change({ ...rule, spotCheckShare: shareOf(percent) }),
    },
    {
      label: policiesText.judgedShare,
      unit: "%",
      about: "Of the events over notify, drawn at random: those whose verdicts count. All, where all are judged.",
      value: percentOf(rule.judgedShare),
      least: 1,
      most: 100,
      decimals: 1,
      onCommit: (percent) => change({ ...rule, judgedShare: shareOf(percent) }),
    },
  ];
}
