import type { Explanation } from "../../lib/contracts/explanations.ts";
import type { PartBar } from "./part-bars.tsx";
import { whyText } from "./why-text.ts";

type FeatureParts = NonNullable<Explanation["surrogate"]>["parts"];

const mostShown = 8;

/** The largest parts, then all others as one line, so that what is shown still adds up. */
export function featureRows(parts: FeatureParts): PartBar[] {
  const shown = parts.slice(0, mostShown).map(({ words, value, usual, contribution }) => ({
    label: words,
    detail: usual === null ? value : `${value}, usual ${usual}`,
    value: contribution,
    kind: "part" as const,
  }));
  const rest = parts.slice(mostShown);
  if (rest.length === 0) return shown;
  const sum = rest.reduce((total, { contribution }) => total + contribution, 0);
  return [...shown, { label: `${whyText.others} (${rest.length})`, value: sum, kind: "part" }];
}

/** A sum with where it starts and what it comes to. */
export function sumRows(base: number, rows: readonly PartBar[], total: number): PartBar[] {
  return [
    { label: whyText.start, value: base, kind: "part" },
    ...rows,
    { label: whyText.total, value: total, kind: "sum" },
  ];
}
