/** Rarity on the scale that thresholds use: margin = ln((1 - t) / t), t = share of normal events that score as high. */

/** No score claims to be rarer than one normal event in a million: nothing measured here could show it. */
export const smallestTail = 1e-6;

/** Margin of a tail share; `smallest` and 1 - `smallest` are its limits. NaN stays NaN. */
export function marginOfTail(tail: number, smallest: number = smallestTail): number {
  const t = tail < smallest ? smallest : tail > 1 - smallest ? 1 - smallest : tail;
  return Math.log((1 - t) / t);
}

/** Tail share of a margin, the inverse of `marginOfTail` inside its limits. */
export function tailOfMargin(margin: number): number {
  return 1 / (1 + Math.exp(margin));
}

/** 0-100, high = threatening: 50 is one normal event in 100, 96 one in 10,000 (ARCHITECTURE, "Score"). */
export function scoreOfMargin(margin: number): number {
  return 100 / (1 + Math.exp(-(margin - 4.6) / 1.5));
}
