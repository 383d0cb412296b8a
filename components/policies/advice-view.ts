"use client";

import type { AdviceWish } from "../../lib/contracts/policy-advice.ts";
import { useUrlParams } from "../url/use-url-params.ts";

/** Every number that a wish needs, by its name in the address: in percent, or as people count it. */
export const adviceNumbers = {
  falseAlarms: { first: 1, least: 0.001, most: 99 },
  recall: { first: 90, least: 1, most: 99.9 },
  misses: { first: 10, least: 0.1, most: 99 },
  falseAlarmCost: { first: 10, least: 0.01, most: 1_000_000 },
  missCost: { first: 1000, least: 0.01, most: 1_000_000 },
  alertsPerDay: { first: 100, least: 0.1, most: 1_000_000 },
  minutesPerDay: { first: 480, least: 1, most: 1_000_000 },
} as const;
export type AdviceNumber = keyof typeof adviceNumbers;

export const adviceWishes = [
  "falseAlarms",
  "recall",
  "both",
  "cost",
  "capacity",
  "misses",
] as const satisfies readonly AdviceWish[];

/** What is wished of notify lives in the address, so that a link asks the same. */
export function useAdviceView() {
  const { params, change } = useUrlParams();
  const numberOf = (name: AdviceNumber): number => {
    const { first, least, most } = adviceNumbers[name];
    const text = params.get(name);
    const value = Number(text);
    return text !== null && value >= least && value <= most ? value : first;
  };
  return {
    /** Null: nobody asks for advice. */
    wish: adviceWishes.find((name) => name === params.get("wish")) ?? null,
    setWish: (wish: AdviceWish | null) => change({ wish }),
    numberOf,
    setNumber: (name: AdviceNumber, value: number) =>
      change({ [name]: value === adviceNumbers[name].first ? null : String(value) }),
    unit: params.get("unit") === "minutes" ? ("minutes" as const) : ("alerts" as const),
    setUnit: (unit: "alerts" | "minutes") => change({ unit: unit === "alerts" ? null : unit }),
  };
}
export type AdviceView = ReturnType<typeof useAdviceView>;
