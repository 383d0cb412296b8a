"use client";

import { SegmentedControl, Select } from "@mantine/core";
import styles from "./advice.module.css";
import { adviceText, wishNames, wishSentences } from "./advice-text.ts";
import { type AdviceNumber, type AdviceView, adviceNumbers, adviceWishes } from "./advice-view.ts";
import { CommittedNumber } from "./committed-number.tsx";

const labels: Readonly<Record<AdviceNumber, { readonly name: string; readonly unit: string }>> = {
  falseAlarms: { name: "Of normal events at most", unit: "%" },
  recall: { name: "Of attacks at least", unit: "%" },
  misses: { name: "Missed attacks at most", unit: "%" },
  falseAlarmCost: { name: "A false alarm costs", unit: "minutes or money" },
  missCost: { name: "A missed attack costs", unit: "the same" },
  alertsPerDay: { name: "At most", unit: "alerts a day" },
  minutesPerDay: { name: "At most", unit: "minutes a day" },
};

const units = [
  { value: "alerts", label: "alerts" },
  { value: "minutes", label: "minutes" },
] as const;

function numbersOf({ wish, unit }: AdviceView): readonly AdviceNumber[] {
  switch (wish) {
    case null:
      return [];
    case "both":
      return ["falseAlarms", "recall"];
    case "cost":
      return ["falseAlarmCost", "missCost"];
    case "capacity":
      return [unit === "minutes" ? "minutesPerDay" : "alertsPerDay"];
    default:
      return [wish];
  }
}

/** What one wishes of notify, and the numbers that belong to the wish. */
export function AdviceFields({ view }: { readonly view: AdviceView }) {
  const { wish, setWish, unit, setUnit, numberOf, setNumber } = view;
  if (wish === null) return null;
  return (
    <>
      <div className={styles.wish}>
        <Select
          aria-label={adviceText.wish}
          size="xs"
          className={styles.choice}
          data={adviceWishes.map((value) => ({ value, label: wishNames[value] }))}
          value={wish}
          allowDeselect={false}
          onChange={(value) => setWish(adviceWishes.find((name) => name === value) ?? wish)}
        />
        {wish === "capacity" && (
          <SegmentedControl
            size="xs"
            aria-label="Counted in"
            data={[...units]}
            value={unit}
            onChange={(value) => setUnit(value === "minutes" ? "minutes" : "alerts")}
          />
        )}
        {numbersOf(view).map((name) => (
          <span key={name} className={styles.number}>
            {labels[name].name}
            <CommittedNumber
              label={`${labels[name].name}, ${labels[name].unit}`}
              value={numberOf(name)}
              least={adviceNumbers[name].least}
              most={adviceNumbers[name].most}
              decimals={3}
              disabled={false}
              onCommit={(value) => setNumber(name, value)}
            />
            {labels[name].unit}
          </span>
        ))}
      </div>
      <p className={styles.basis}>{wishSentences[wish]}</p>
    </>
  );
}
