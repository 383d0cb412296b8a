import type { OperatingPoint } from "../contracts/model-card.ts";
import { descendingOrder } from "../stats/ascending-order.ts";
import { nextDouble } from "../stats/next-double.ts";
import { neymanPearsonRank } from "../stats/neyman-pearson.ts";
import type { Random } from "../stats/random.ts";
import { figuresOf, noFigure, type ScoredRows } from "./measure-figures.ts";

/**
 * The lowest score such that P(false alarm rate > alpha) <= delta by the umbrella algorithm (see `neymanPearsonRank`),
 * over weighted normal scores: their effective number, (sum w)^2 / sum w^2, takes the place of their count. Out-of-fold
 * scores and drift make it an estimate. Null where there are too few. O(n log n).
 */
export function neymanPearsonScore(
  scores: Float64Array,
  weights: Float64Array,
  { alpha, delta }: { readonly alpha: number; readonly delta: number },
): number | null {
  let total = 0;
  let squares = 0;
  for (const weight of weights) {
    total += weight;
    squares += weight * weight;
  }
  const effective = Math.floor((total * total) / squares);
  const rank = neymanPearsonRank(effective, alpha, delta);
  if (rank === null) return null;
  const mostAbove = (total * (effective - rank)) / effective;
  let above = 0;
  for (const row of descendingOrder(scores)) {
    above += weights[row] ?? 0;
    if (above > mostAbove) return nextDouble(scores[row] ?? 0);
  }
  return null;
}

/** What a model is trained for: at most one false alarm in 100 normal events, with 95 % confidence. */
export const falseAlarmRule = { alpha: 0.01, delta: 0.05 } as const;

export interface OperatingRows extends ScoredRows {
  readonly threshold: number;
}

/** The weights of the four outcomes at the threshold. */
export function outcomesAt({ ranked, threshold }: OperatingRows, weights: Float64Array): OperatingPoint["counts"] {
  const counts = { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 };
  for (const [row, weight] of weights.entries()) {
    const isFlagged = (ranked.scores[row] ?? 0) >= threshold;
    const isAttack = ranked.labels[row] === 1;
    if (isAttack) counts[isFlagged ? "truePositive" : "falseNegative"] += weight;
    else counts[isFlagged ? "falsePositive" : "trueNegative"] += weight;
  }
  return counts;
}

/** Rates at the threshold with intervals over groups. Accuracy stands beside the false-alarm rate, never alone. */
export function measureOperatingPoint(
  rows: OperatingRows,
  words: Pick<OperatingPoint, "rule" | "margin" | "probability">,
  random: Random,
): OperatingPoint {
  const rates = (weights: Float64Array) => {
    const { truePositive, falsePositive, falseNegative, trueNegative } = outcomesAt(rows, weights);
    return [
      falsePositive / (falsePositive + trueNegative),
      truePositive / (truePositive + falseNegative),
      truePositive / (truePositive + falsePositive),
      (truePositive + trueNegative) / (truePositive + trueNegative + falsePositive + falseNegative),
    ];
  };
  const [falsePositiveRate = noFigure, recall = noFigure, precision = noFigure, accuracy = noFigure] = figuresOf(
    rows,
    rates,
    random,
  );
  const counts = outcomesAt(rows, rows.weights);
  return {
    ...words,
    falsePositiveRate,
    recall,
    precision,
    accuracy,
    counts: {
      truePositive: Math.round(counts.truePositive),
      falsePositive: Math.round(counts.falsePositive),
      falseNegative: Math.round(counts.falseNegative),
      trueNegative: Math.round(counts.trueNegative),
    },
  };
}
