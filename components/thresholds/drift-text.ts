import { formatCount, formatCountOf } from "../display/format.ts";
import { oneIn } from "../live/describe-rate.ts";

/** Words of the Drift panel. */
export const driftText = {
  title: "Drift",
  hint: "The last 24 whole hours against the seven days before. Nothing here moves a threshold.",
  loading: "Comparing with the week before",
  spread: "Spread of scores",
  spreadAbout: "where scores lie",
  level: "Level",
  levelAbout: "high scores for the time of day",
  steady: "as usual",
  tail: "Tail",
  tailAbout: "where the rarest scores begin",
  noAim: "Notify aims at no share of events.",
  common: "Notify aims at more than 1 in 1,000: that is counted, not estimated.",
} as const;

const sizes = { none: "no drift", some: "some drift", large: "large drift" } as const;

export const driftSentences = {
  size: (index: number, size: keyof typeof sizes) => `${index.toFixed(2)}, ${sizes[size]}`,
  fewEvents: ({ current, reference, needed }: Readonly<Record<"current" | "reference" | "needed", number>>) =>
    `Too few events: ${formatCount(current)} in the last day, ${formatCount(reference)} in the week before; it takes ${formatCount(needed)} of each.`,
  fewHours: ({ reference, needed }: Readonly<Record<"reference" | "needed", number>>) =>
    `What is usual at an hour of the day is known after ${needed} hours; there are ${reference}.`,
  bin: (from: string, to: string, was: string, is: string) => `scores ${from} to ${to}: ${was} before, ${is} now`,
  changed: (now: string, usual: string) => `${now} instead of ${usual}`,
  since: (when: string, over: string) => `of the scores lie over ${over}, every hour since ${when}.`,
  begins: (share: number) => `${oneIn(share)} begins at`,
  tailAt: (score: string, notify: string) => `${score}; notify stands at ${notify}`,
  tailBasis: (margins: number, peaks: number) =>
    `By ${formatCountOf(peaks, "peak")} among the latest ${formatCount(margins)} scores. Whoever sends traffic shapes them.`,
  fewMargins: "Too few scores are stored in bulk yet.",
} as const;
