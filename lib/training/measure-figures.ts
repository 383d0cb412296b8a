import type { Figure, ModelFigures } from "../contracts/model-card.ts";
import { bootstrapIntervals } from "../stats/bootstrap.ts";
import { logistic } from "../stats/linear/logistic.ts";
import type { Random } from "../stats/random.ts";
import { calibrationBins, calibrationErrorOf } from "./calibration-bins.ts";
import { type RankedRows, rankFigures } from "./score-sweep.ts";

/** Rows that no part of the model has seen, with the model's answers. */
export interface ScoredRows {
  readonly ranked: RankedRows;
  readonly weights: Float64Array;
  /** From 0 on, without gaps. */
  readonly groups: Int32Array;
  readonly calibration: { readonly slope: number; readonly offset: number };
}

const resamples = 200;

interface WeightedRows {
  readonly weights: Float64Array;
  readonly groups: Int32Array;
}

/** A statistic of weighted rows with its 95 % interval over groups; null where it has no meaning. */
export function figureOf(rows: WeightedRows, statistic: (weights: Float64Array) => number, random: Random): Figure {
  return figuresOf(rows, (weights) => [statistic(weights)], random)[0] ?? noFigure;
}

/** Several statistics of the same rows on the same resamples. */
export function figuresOf(
  { weights, groups }: WeightedRows,
  statistics: (weights: Float64Array) => readonly number[],
  random: Random,
): Figure[] {
  const own = (drawn: Float64Array) => statistics(drawn.map((times, row) => times * (weights[row] ?? 0)));
  const intervals = bootstrapIntervals({ rows: weights.length, groups, resamples, random, statistics: own });
  const orNull = (value: number | undefined) => (value === undefined || !Number.isFinite(value) ? null : value);
  return statistics(weights).map((value, place) => {
    if (!Number.isFinite(value)) return noFigure;
    return { value, low: orNull(intervals[place]?.low), high: orNull(intervals[place]?.high) };
  });
}

export const noFigure: Figure = { value: null, low: null, high: null };

/** How well scores tell attacks from normal rows, and how far their probabilities can be believed. */
export function measureFigures(rows: ScoredRows, random: Random): Omit<ModelFigures, "recallUnseen"> {
  const { ranked, calibration } = rows;
  const probabilities = ranked.scores.map((score) => logistic(calibration.slope * score + calibration.offset));
  const losses = lossesOf(ranked.labels, probabilities);
  const statistics = (weights: Float64Array) => {
    const ranks = rankFigures(ranked, weights);
    return [
      ranks.rocAuc,
      ranks.averagePrecision,
      ranks.tprAtFpr1,
      ranks.tprAtFpr01,
      weightedMean(losses.squared, weights),
      weightedMean(losses.logarithmic, weights),
      calibrationErrorOf(calibrationBins(ranked, probabilities, weights, 15)),
    ];
  };
  const [rocAuc = noFigure, averagePrecision = noFigure, tprAtFpr1 = noFigure, tprAtFpr01 = noFigure, ...rest] =
    figuresOf(rows, statistics, random);
  const [brier = noFigure, logLoss = noFigure, calibrationError = noFigure] = rest;
  return { rocAuc, averagePrecision, tprAtFpr1, tprAtFpr01, brier, logLoss, calibrationError };
}

const leastProbability = 1e-12;

function lossesOf(labels: Uint8Array, probabilities: Float64Array) {
  return {
    squared: probabilities.map((p, row) => (p - (labels[row] ?? 0)) ** 2),
    logarithmic: probabilities.map((p, row) => -Math.log(Math.max(labels[row] === 1 ? p : 1 - p, leastProbability))),
  };
}

/** NaN where nothing has weight. */
function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (const [row, weight] of weights.entries()) {
    sum += weight * (values[row] ?? 0);
    total += weight;
  }
  return sum / total;
}
