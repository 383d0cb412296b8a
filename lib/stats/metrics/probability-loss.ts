import { type Measured, MetricError, type MetricWarning, userWarning } from "./metric-result.ts";
import { checkFinite, checkLengths, distinctLabels, type ScoredLabels } from "./scored-labels.ts";

/**
 * Brier score: the weighted mean of (label - probability)^2; 0 is best. `scores` are probabilities of label 1.
 * MetricError: a probability outside [0, 1], more than two classes, lengths that differ. O(n).
 */
export function brierScore(input: ScoredLabels): number {
  checkFinite(input.scores, "Input");
  checkLengths([input.scores.length, input.labels.length, input.weights?.length]);
  if (distinctLabels(input.labels).length > 2) {
    throw new MetricError(
      "The type of the target inferred from y_true is multiclass but should be binary according to the shape of y_prob.",
    );
  }
  checkProbabilities(input.scores, "less");
  return weightedMean(input, (row) => ((input.labels[row] ?? 0) - (input.scores[row] ?? 0)) ** 2);
}

/** The distance of a probability from 0 and 1 below which the logarithm is not taken: the double's own precision. */
const smallestProbability = 2 ** -52;

/**
 * Log-loss: the weighted mean of -ln of the probability that the true class was given; probabilities are kept 2^-52
 * from 0 and 1. `classesAreKnown`: both classes are expected even where only one occurs, which is an error otherwise,
 * as one class has nothing to be told from. O(n).
 */
export function logLoss(input: ScoredLabels, classesAreKnown = false): number {
  checkProbabilities(input.scores, "lower");
  checkLengths([input.scores.length, input.labels.length, input.weights?.length]);
  const present = distinctLabels(input.labels);
  if (!classesAreKnown && present.length < 2) {
    throw new MetricError(
      `y_true contains only one label (${present[0] ?? ""}). Please provide the list of all expected class labels explicitly through the labels argument.`,
    );
  }
  return weightedMean(input, (row) => {
    const probability = input.scores[row] ?? 0;
    const own = input.labels[row] === 1 ? probability : 1 - probability;
    return -Math.log(Math.min(Math.max(own, smallestProbability), 1 - smallestProbability));
  });
}

function checkProbabilities(probabilities: Float64Array, below: "less" | "lower"): void {
  if (probabilities.length === 0) {
    throw new MetricError("Found array with 0 sample(s) (shape=(0,)) while a minimum of 1 is required.");
  }
  checkFinite(probabilities, "Input");
  let largest = -Infinity;
  let smallest = Infinity;
  for (const value of probabilities) {
    if (value > largest) largest = value;
    if (value < smallest) smallest = value;
  }
  if (largest > 1) throw new MetricError(`y_prob contains values greater than 1: ${largest}`);
  if (smallest < 0) throw new MetricError(`y_prob contains values ${below} than 0: ${smallest}`);
}

function weightedMean(input: ScoredLabels, loss: (row: number) => number): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < input.scores.length; row += 1) {
    const weight = input.weights === undefined ? 1 : (input.weights[row] ?? 0);
    sum += weight * loss(row);
    total += weight;
  }
  if (total === 0) throw new MetricError("Weights sum to zero, can't be normalized");
  return sum / total;
}

/** What a classifier of several classes says of each row, beside the class that it was. */
export interface ClassProbabilities {
  /** 0 to classes - 1. */
  readonly labels: Int32Array;
  /** Row-major: `classes` probabilities for each row. */
  readonly probabilities: Float64Array;
  readonly classes: number;
  readonly weights?: Float64Array | undefined;
}

/** Log-loss of several classes; warns where the probabilities of a row do not sum to one. O(n x classes). */
export function multiclassLogLoss(input: ClassProbabilities): Measured<number> {
  const { labels, probabilities, classes } = input;
  checkProbabilities(probabilities, "lower");
  checkLengths([probabilities.length / classes, labels.length, input.weights?.length]);
  let sumsToOne = true;
  for (let row = 0; row < labels.length; row += 1) {
    let sum = 0;
    for (let k = 0; k < classes; k += 1) sum += probabilities[row * classes + k] ?? 0;
    if (!(Math.abs(sum - 1) <= 2 ** -26)) sumsToOne = false;
  }
  const own = Float64Array.from(labels, (label, row) => probabilities[row * classes + label] ?? Number.NaN);
  checkFinite(own, "The probability of the true class");
  const certain = new Uint8Array(labels.length).fill(1);
  const warnings: MetricWarning[] = sumsToOne
    ? []
    : [userWarning("The y_prob values do not sum to one. Make sure to pass probabilities.")];
  return { value: logLoss({ labels: certain, scores: own, weights: input.weights }, true), warnings };
}
