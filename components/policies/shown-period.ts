import type { PolicyPreview } from "../../lib/contracts/policy-preview.ts";

const dayMs = 86_400_000;
/** A shorter time says little of a day: a shadow of a minute would announce alerts by the hundred thousand. */
const shortestDays = 1 / 24;

/** What counts of alerts are divided by to be shown: the days of the period, or 1 where they are shown as they are. */
export function shownPeriod({ from, to }: Pick<PolicyPreview, "from" | "to">): {
  readonly days: number;
  readonly isPerDay: boolean;
} {
  const days = (to - from) / dayMs;
  return days < shortestDays ? { days: 1, isPerDay: false } : { days, isPerDay: true };
}
