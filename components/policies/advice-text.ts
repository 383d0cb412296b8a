import type { AdviceWish, PolicyAdvice } from "../../lib/contracts/policy-advice.ts";
import { formatCountOf } from "../display/format.ts";

/** The words of the advice on notify. */
export const adviceText = {
  title: "Advice on notify",
  wish: "What you wish",
  computing: "Weighing the verdicts",
  none: "No advice",
  use: "Take into the draft",
  notify: "notify",
  alerts: "alerts a day",
  recall: "attacks found",
  falseAlarms: "false alarms",
  price: "one more alert a day",
  anything: "anything from",
  about: "about",
} as const;

export const wishNames: Readonly<Record<AdviceWish, string>> = {
  falseAlarms: "At most so many false alarms",
  recall: "At least so many attacks found",
  both: "Both at once",
  cost: "The least cost",
  capacity: "What people can handle",
  misses: "A bound on missed attacks (conformal)",
};

/** What each wish means, in one sentence. */
export const wishSentences: Readonly<Record<AdviceWish, string>> = {
  falseAlarms: "Finds as many attacks as it can while no more than this share of normal events reaches notify.",
  recall: "As few false alarms as can be while at least this share of attacks reaches notify.",
  both: "Keeps both bounds; where that cannot be, nothing is advised and the gap is shown.",
  cost: "Costs in any one unit, such as minutes or money: only how they compare matters.",
  capacity: "The lowest notify whose alerts people can still look at.",
  misses: "The highest notify under which an attack to come is missed with no more than this chance.",
};

export const adviceSentences = {
  basis: ({ alerts, days, flagged, flaggedAttacks, spotChecks, missedAttacks }: PolicyAdvice["basis"]) =>
    `${formatCountOf(alerts, "alert")} of the last ${days < 2 ? `${Math.ceil(days * 24)} h` : `${Math.round(days)} days`}. Judged over notify: ${formatCountOf(flagged, "event")}, ${flaggedAttacks} of them attacks. Judged spot checks below: ${spotChecks}, ${missedAttacks} of them attacks.`,
  price: (attacks: string, low: string, high: string) =>
    `finds ${attacks} more events of attacks a week (${low} – ${high})`,
} as const;
