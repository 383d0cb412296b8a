import { sortedQuantile } from "../../stats/quantile.ts";

/** What a detector says of normal rows, frozen with the model, so that its scores keep their meaning. Plain data. */
export interface BlendReference {
  /** Scores of normal rows, ascending, thinned to at most `mostKnots` quantiles. */
  readonly knots: Float64Array;
  /** Normal rows that were scored: no row can be shown to be rarer than one among them. */
  readonly rows: number;
  readonly median: number;
  /** Median absolute deviation; > 0. */
  readonly deviation: number;
}

/**
 * `percentile`: the share of normal rows that score lower; saturates, so that what is merely new has a limited say.
 * `robust-z`: the distance from their median in robust deviations. `surprise`: -ln of the share of normal rows that score
 * as high, which tells one in a hundred from one in a thousand. `answer`: the score as it is, of a detector that gives
 * probabilities.
 */
export type BlendScale = "percentile" | "robust-z" | "surprise" | "answer";

export interface Blend {
  /** One a detector: the scale that its scores are brought to. */
  readonly scales: readonly BlendScale[];
  /** One weight and one reference for each detector; weights sum to 1. */
  readonly weights: readonly number[];
  readonly references: readonly BlendReference[];
}

const mostKnots = 4096;

/** The reference of one detector. O(n log n). RangeError: no score, or one that is not finite. */
export function fitBlendReference(normalScores: Float64Array): BlendReference {
  if (normalScores.length === 0 || normalScores.some((score) => !Number.isFinite(score))) {
    throw new RangeError("A reference needs finite scores of normal rows.");
  }
  const sorted = normalScores.slice().sort();
  const median = sortedQuantile(sorted, 0.5);
  const distances = sorted.map((score) => Math.abs(score - median)).sort();
  // Where more than half of the scores are equal their deviation is 0; the mean distance then says what is usual.
  const meanDistance = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
  const deviation = sortedQuantile(distances, 0.5) || meanDistance || 1;
  const count = Math.min(mostKnots, sorted.length);
  const knots = Float64Array.from({ length: count }, (_, i) =>
    sortedQuantile(sorted, count === 1 ? 0 : i / (count - 1)),
  );
  return { knots, rows: sorted.length, median, deviation };
}

/** The blended score: the weighted sum of the detectors on their scales, high = threatening. O(log knots) each. */
export function blendScore(blend: Blend, scores: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < blend.weights.length; i += 1) sum += blendPart(blend, i, scores[i] ?? Number.NaN);
  return sum;
}

/** One detector's part of the blended score; the parts add up to it exactly, in order. */
export function blendPart(blend: Blend, detector: number, score: number): number {
  const weight = blend.weights[detector] ?? 0;
  const reference = blend.references[detector];
  return weight === 0 || reference === undefined
    ? 0
    : weight * onScale(blend.scales[detector] ?? "percentile", reference, score);
}

function onScale(scale: BlendScale, reference: BlendReference, score: number): number {
  switch (scale) {
    case "answer":
      return score;
    case "percentile":
      return percentileOf(reference, score);
    case "robust-z":
      return robustZ(reference, score);
    case "surprise":
      return -Math.log(Math.max(1 - percentileOf(reference, score), 1 / (reference.rows + 1)));
  }
}

/** 0.6745 (x - median) / MAD: a normal distribution's standard deviations, which outliers cannot stretch. */
function robustZ(reference: BlendReference, score: number): number {
  return (0.6745 * (score - reference.median)) / reference.deviation;
}

/**
 * The share of the reference that scores lower, ties counting half, between its knots in a straight line. Above all
 * of them it saturates at 1: a percentile says how unusual, not how far.
 */
function percentileOf(reference: BlendReference, score: number): number {
  const { knots } = reference;
  if (Number.isNaN(score)) return Number.NaN;
  const last = knots.length - 1;
  const below = firstNotBelow(knots, score);
  const above = firstAbove(knots, score);
  if (below === knots.length) return 1;
  if (above === 0) return 0;
  if (above > below) return last === 0 ? 0.5 : (below + above - 1) / 2 / last;
  const left = knots[below - 1] ?? 0;
  const right = knots[below] ?? 0;
  return (below - 1 + (score - left) / (right - left)) / last;
}

function firstNotBelow(knots: Float64Array, score: number): number {
  return firstWhere(knots, (knot) => knot >= score);
}

function firstAbove(knots: Float64Array, score: number): number {
  return firstWhere(knots, (knot) => knot > score);
}

/** First place of an ascending list at which the condition holds; it holds from there on. */
function firstWhere(knots: Float64Array, holds: (knot: number) => boolean): number {
  let low = 0;
  let high = knots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(knots[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
