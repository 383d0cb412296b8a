import { logistic, softplus } from "../../stats/linear/logistic.ts";

/** Labels, weights and margins of the rows that boosting learns from. */
export interface LossRows {
  /** Class of each row, 0 to classes - 1. */
  readonly labels: ArrayLike<number>;
  readonly weights: Float64Array;
  /** By row, `outputs` numbers each. */
  readonly margins: Float64Array;
  readonly outputs: number;
}

const leastShare = 1e-12;

/** The margins that fit best while there is no tree: log-odds of class 1, or the logarithm of each class's share. */
export function baseMargins(
  labels: ArrayLike<number>,
  weights: Float64Array,
  classes: number,
  rows: number,
): Float64Array {
  const sums = new Float64Array(classes);
  for (let row = 0; row < rows; row += 1) {
    const label = labels[row] ?? 0;
    sums[label] = (sums[label] ?? 0) + (weights[row] ?? 0);
  }
  const total = sums.reduce((sum, value) => sum + value, 0);
  const logarithms = sums.map((sum) => Math.log(Math.max(sum / total, leastShare)));
  return classes > 2 ? logarithms : Float64Array.of((logarithms[1] ?? 0) - (logarithms[0] ?? 0));
}

/** Probabilities of rows [0, rows) by row, one number an output; the one of class 1 where there are two classes. */
export function fillProbabilities({ margins, outputs }: LossRows, rows: number, probabilities: Float64Array): void {
  if (outputs === 1) {
    for (let row = 0; row < rows; row += 1) probabilities[row] = logistic(margins[row] ?? 0);
    return;
  }
  for (let row = 0; row < rows; row += 1) {
    const at = row * outputs;
    let most = Number.NEGATIVE_INFINITY;
    for (let output = 0; output < outputs; output += 1) most = Math.max(most, margins[at + output] ?? 0);
    let sum = 0;
    for (let output = 0; output < outputs; output += 1) {
      const power = Math.exp((margins[at + output] ?? 0) - most);
      probabilities[at + output] = power;
      sum += power;
    }
    for (let output = 0; output < outputs; output += 1) {
      probabilities[at + output] = (probabilities[at + output] ?? 0) / sum;
    }
  }
}

/** First and second derivatives of the log-loss by the margin of one output: w (p - y) and w p (1 - p). */
export function fillGradients(
  { labels, weights, outputs }: LossRows,
  { probabilities, output, rows }: { probabilities: Float64Array; output: number; rows: number },
  { gradient, hessian }: { gradient: Float32Array; hessian: Float32Array },
): void {
  const target = outputs === 1 ? 1 : output;
  for (let row = 0; row < rows; row += 1) {
    const p = probabilities[row * outputs + output] ?? 0;
    const weight = weights[row] ?? 0;
    gradient[row] = weight * (p - Number(labels[row] === target));
    hessian[row] = weight * p * (1 - p);
  }
}

/** Weighted mean of -ln p of the true class over the rows [from, to). */
export function meanLogLoss({ labels, weights, margins, outputs }: LossRows, from: number, to: number): number {
  let loss = 0;
  let total = 0;
  for (let row = from; row < to; row += 1) {
    const weight = weights[row] ?? 0;
    const label = labels[row] ?? 0;
    const own =
      outputs === 1
        ? softplus((label === 1 ? -1 : 1) * (margins[row] ?? 0))
        : lossOfSoftmax(margins, row * outputs, outputs, label);
    loss += weight * own;
    total += weight;
  }
  return loss / total;
}

function lossOfSoftmax(margins: Float64Array, at: number, outputs: number, label: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let output = 0; output < outputs; output += 1) most = Math.max(most, margins[at + output] ?? 0);
  let sum = 0;
  for (let output = 0; output < outputs; output += 1) sum += Math.exp((margins[at + output] ?? 0) - most);
  return Math.log(sum) + most - (margins[at + label] ?? 0);
}
