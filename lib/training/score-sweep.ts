import { descendingOrder } from "../stats/ascending-order.ts";

/** Rows in order of their scores, sorted once: a bootstrap weighs them a few hundred times. */
export interface RankedRows {
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
  readonly order: Uint32Array;
}

export function rankRows(scores: Float64Array, labels: Uint8Array): RankedRows {
  return { labels, scores, order: descendingOrder(scores) };
}

export interface RankFigures {
  readonly rocAuc: number;
  readonly averagePrecision: number;
  /** Share of attacks found by the lowest threshold that reports at most this share of normal events. */
  readonly tprAtFpr1: number;
  readonly tprAtFpr01: number;
}

/** Calls `take` once for each distinct score, highest first, with the weight of attacks and normals at or above it. */
export function sweep(
  { labels, scores, order }: RankedRows,
  weights: Float64Array,
  take: (attacks: number, normals: number, score: number) => void,
): void {
  let attacks = 0;
  let normals = 0;
  for (let i = 0; i < order.length; i += 1) {
    const row = order[i] ?? 0;
    if (labels[row] === 1) attacks += weights[row] ?? 0;
    else normals += weights[row] ?? 0;
    if (i + 1 < order.length && scores[order[i + 1] ?? 0] === scores[row]) continue;
    take(attacks, normals, scores[row] ?? 0);
  }
}

/** Weight of attacks and of normal rows. */
export function totalsOf(labels: Uint8Array, weights: Float64Array): { attacks: number; normals: number } {
  let attacks = 0;
  let normals = 0;
  for (const [row, weight] of weights.entries()) {
    if (labels[row] === 1) attacks += weight;
    else normals += weight;
  }
  return { attacks, normals };
}

/**
 * Areas and rates of weighted rows in one pass, equal to scikit-learn's `roc_auc_score` and `average_precision_score`.
 * All NaN where a class has no weight. O(rows).
 */
export function rankFigures(rows: RankedRows, weights: Float64Array): RankFigures {
  const totals = totalsOf(rows.labels, weights);
  const found = { rocAuc: 0, averagePrecision: 0, tprAtFpr1: 0, tprAtFpr01: 0 };
  if (!(totals.attacks > 0 && totals.normals > 0)) {
    return { rocAuc: Number.NaN, averagePrecision: Number.NaN, tprAtFpr1: Number.NaN, tprAtFpr01: Number.NaN };
  }
  let lastRecall = 0;
  let lastFalse = 0;
  sweep(rows, weights, (attacks, normals) => {
    const recall = attacks / totals.attacks;
    const falseRate = normals / totals.normals;
    found.rocAuc += ((falseRate - lastFalse) * (recall + lastRecall)) / 2;
    if (attacks > 0) found.averagePrecision += (recall - lastRecall) * (attacks / (attacks + normals));
    if (falseRate <= 0.01) found.tprAtFpr1 = recall;
    if (falseRate <= 0.001) found.tprAtFpr01 = recall;
    lastRecall = recall;
    lastFalse = falseRate;
  });
  return found;
}
