import { scoreOfMargin } from "../../lib/stats/margin.ts";

/** What the editor shows: from every second normal event to one in a million, which no score exceeds. */
export const scaleFrom = 0;
export const scaleTo = Math.log(999_999);

/** Where a margin stands, 0-1 from left to right, held within the scale. */
export function placeOfMargin(margin: number): number {
  return Math.min(1, Math.max(0, (margin - scaleFrom) / (scaleTo - scaleFrom)));
}

export function marginOfPlace(place: number): number {
  return scaleFrom + Math.min(1, Math.max(0, place)) * (scaleTo - scaleFrom);
}

/** The margin of a score strictly between 0 and 100, the inverse of `scoreOfMargin`. */
export function marginOfScore(score: number): number {
  return 4.6 + 1.5 * Math.log(score / (100 - score));
}

/** How many normal events there are to one that scores as high. */
export function oneInOf(margin: number): number {
  return 1 + Math.exp(margin);
}

export function marginOfOneIn(count: number): number {
  return Math.log(count - 1);
}

const rounded = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** `1 in 10,000` */
export function formatOneIn(margin: number): string {
  return `1 in ${rounded.format(oneInOf(margin))}`;
}

/** Ten times rarer at each step, with the score there. */
export const scaleTicks = [10, 100, 1000, 10_000, 100_000, 1_000_000].map((count) => {
  const margin = Math.min(marginOfOneIn(count), scaleTo);
  return { place: placeOfMargin(margin), oneIn: formatOneIn(margin), score: scoreOfMargin(margin).toFixed(1) };
});

/** Margins within the rails that every policy has, to a hundredth. */
export function heldMargin(margin: number): number {
  return Math.round(Math.min(14, Math.max(-14, margin)) * 100) / 100;
}
