"use client";

import { useUrlParams } from "../url/use-url-params.ts";
import { periods } from "./thresholds-text.ts";

/** What of the tab lives in the address: the period, and whose thresholds (null: where no scope fits). */
export function useThresholdsView() {
  const { params, change } = useUrlParams();
  const period = periods.find(({ name }) => name === params.get("over")) ?? periods[0];
  return {
    period,
    scope: params.get("scope"),
    setPeriod: (name: string) => change({ over: name === periods[0].name ? null : name }),
    setScope: (scope: string | null) => change({ scope }),
  };
}
export type ThresholdsView = ReturnType<typeof useThresholdsView>;
