import type { BoostedModel } from "../models/boosting/boosted-model.ts";
import { fitBoosting } from "../models/boosting/fit-boosting.ts";
import { type FeatureMatrix, takeRows, takeValues } from "../models/data/matrix.ts";
import { overSample, underSample } from "../models/sampling/resample.ts";
import { smote } from "../models/sampling/smote.ts";
import type { LabelledRows } from "../models/trees/labelled-rows.ts";
import { createRandom } from "../stats/random.ts";
import { matrixOfRows, monotoneDirections } from "./feature-choice.ts";
import type { TrainingRows } from "./training-rows.ts";

export const imbalanceMethods = ["classWeights", "overSampling", "underSampling", "smote", "none"] as const;
export type ImbalanceMethod = (typeof imbalanceMethods)[number];

export interface TreeOptions {
  readonly rounds: number;
  readonly mostDepth: number;
  readonly learningRate: number;
  readonly imbalance: ImbalanceMethod;
  readonly seed: number;
}

/** Attacks for each normal row after sampling: more would be copies of copies. */
const sampledRatio = 0.5;

/**
 * Boosted trees that tell attacks from normal rows, by the rows at the given places. `onRound` says "stop" to end early.
 * The same rows and options give the same trees.
 */
export function fitTrees(
  rows: TrainingRows,
  places: Int32Array,
  options: TreeOptions,
  onRound?: () => "continue" | "stop",
): BoostedModel {
  const matrix = matrixOfRows(rows, places);
  const labels = Uint8Array.from(places, (place) => rows.labels[place] ?? 0);
  const weights = takeValues(rows.weights, places);
  const { rounds, mostDepth, learningRate, seed } = options;
  return fitBoosting({
    ...balanceRows({ matrix, labels, weights }, options),
    classes: 2,
    options: { rounds, mostDepth, learningRate, seed, monotone: monotoneDirections(), columnShare: 0.6 },
    ...(onRound === undefined ? {} : { onRound }),
  });
}

interface Rows {
  readonly matrix: FeatureMatrix;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
}

/** The rows with few attacks treated as the options say. */
export function balanceRows(rows: Rows, { imbalance, seed }: TreeOptions): Omit<LabelledRows, "classes"> {
  const random = createRandom(seed).fork(`imbalance ${imbalance}`);
  const isRare = 2 * rows.labels.reduce((sum, label) => sum + label, 0) < sampledRatio * rows.labels.length;
  const by = { ratio: isRare ? sampledRatio : 1, random };
  switch (imbalance) {
    case "none":
      return rows;
    case "classWeights":
      return { ...rows, classWeights: "balanced" };
    case "overSampling":
      return takeAll(rows, overSample(rows.labels, by));
    case "underSampling":
      return takeAll(rows, underSample(rows.labels, by));
    case "smote":
      return inventRows(rows, by);
  }
}

function takeAll({ matrix, labels, weights }: Rows, places: Int32Array): Rows {
  return {
    matrix: takeRows(matrix, places),
    labels: Uint8Array.from(places, (place) => labels[place] ?? 0),
    weights: takeValues(weights, places),
  };
}

/** Invented rows stand for one event each. */
function inventRows(rows: Rows, by: Parameters<typeof smote>[2]): Rows {
  const { matrix, labels } = smote(rows.matrix, rows.labels, by);
  const weights = new Float64Array(matrix.rows).fill(1);
  weights.set(rows.weights);
  return { matrix, labels, weights };
}
