import { histogramQuantile, type ScoreHistogram } from "../score-histogram.ts";

/** Shares of the reference that its bins hold: coarse below, fine where thresholds are. They add up to 1. */
const binShares = [0.25, 0.25, 0.25, 0.15, 0.05, 0.04, 0.01] as const;
/** Keeps an empty bin from making the index infinite. */
const leastShare = 1e-4;
/** Fewer scores than this say nothing about bins that hold one in a hundred. */
export const fewestScores = 1000;

export interface ShiftBin {
  /** Highest score of the bin, 0-100; the last bin has none above it. */
  readonly upTo: number;
  readonly reference: number;
  readonly current: number;
}

export interface ScoreShift {
  /** Population stability index: sum of (current - reference) ln(current / reference) over the bins. */
  readonly index: number;
  /** Usual reading of the index: under 0.1 none, from 0.25 on large. */
  readonly size: "none" | "some" | "large";
  readonly bins: readonly ShiftBin[];
}

const sizeOf = (index: number) => (index < 0.1 ? "none" : index < 0.25 ? "some" : "large");

/** Upper ends of the bins, each score once: where many scores are alike bins fall together. */
function edgesOf(reference: ScoreHistogram): number[] {
  let share = 0;
  const edges = binShares.slice(0, -1).map((width) => {
    share += width;
    return histogramQuantile(reference, share) ?? 0;
  });
  return [...new Set([...edges, 100])];
}

function shareWithin({ counts, total }: ScoreHistogram, above: number, upTo: number): number {
  let count = 0;
  for (let step = Math.round(above * 10) + 1; step <= Math.round(upTo * 10); step += 1) count += counts[step] ?? 0;
  return count / total;
}

/**
 * How far scores spread otherwise than those of a reference, whose quantiles the bins are made of. Null where either has
 * fewer than `fewestScores`. Bins and readings: Siddiqi, Credit Risk Scorecards (2006).
 */
export function scoreShift(reference: ScoreHistogram, current: ScoreHistogram): ScoreShift | null {
  if (Math.min(reference.total, current.total) < fewestScores) return null;
  let below = -0.1;
  const bins = edgesOf(reference).map((upTo) => {
    const bin = { upTo, reference: shareWithin(reference, below, upTo), current: shareWithin(current, below, upTo) };
    below = upTo;
    return bin;
  });
  const index = bins.reduce((sum, bin) => {
    const [was, is] = [Math.max(leastShare, bin.reference), Math.max(leastShare, bin.current)];
    return sum + (is - was) * Math.log(is / was);
  }, 0);
  return { index, size: sizeOf(index), bins };
}
