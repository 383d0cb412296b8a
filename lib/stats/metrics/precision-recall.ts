import {
  checkPredictions,
  confusionMatrix,
  type LabelledPredictions,
  marginsOf,
  presentClasses,
  sumOf,
} from "./confusion-matrix.ts";
import { type Measured, MetricError, type MetricWarning, undefinedMetric } from "./metric-result.ts";

/**
 * How classes become one figure: `binary` = class 1 alone; `micro` = counts added up; `macro` = the mean of the
 * classes; `weighted` = their mean weighted by how often they occur.
 */
export type Average = "binary" | "micro" | "macro" | "weighted";

export interface AverageOptions {
  readonly average?: Average;
  /** What 0 / 0 gives: 0 with a warning by default, or this value in silence (NaN leaves the class out of a mean). */
  readonly zeroDivision?: "warn" | 0 | 1 | "nan";
}

/** The share of predictions of a class that are right. O(n). */
export function precision(input: LabelledPredictions, options: AverageOptions = {}): Measured<number> {
  const counts = countsOf(input, options.average ?? "binary");
  return average({ ...counts, numerator: counts.agreed, denominator: counts.predicted }, options, {
    name: "Precision",
    lacks: "predicted",
  });
}

/** The share of a class that is found. O(n). */
export function recall(input: LabelledPredictions, options: AverageOptions = {}): Measured<number> {
  const counts = countsOf(input, options.average ?? "binary");
  return average({ ...counts, numerator: counts.agreed, denominator: counts.actual }, options, {
    name: "Recall",
    lacks: "true",
  });
}

/** F-beta: the harmonic mean of precision and recall, recall counting beta^2 times. beta > 0, finite. O(n). */
export function fBeta(input: LabelledPredictions, beta: number, options: AverageOptions = {}): Measured<number> {
  if (!(beta > 0 && beta < Infinity)) throw new MetricError(`beta must be a positive finite number, got ${beta}`);
  const counts = countsOf(input, options.average ?? "binary");
  const square = beta * beta;
  const numerator = counts.agreed.map((agreed) => (1 + square) * agreed);
  const denominator = counts.actual.map((actual, i) => square * actual + (counts.predicted[i] ?? 0));
  return average({ ...counts, numerator, denominator }, options, { name: "F-score", lacks: "true nor predicted" });
}

/** Jaccard: right predictions of a class among all rows that have it or were given it. O(n). */
export function jaccard(input: LabelledPredictions, options: AverageOptions = {}): Measured<number> {
  const counts = countsOf(input, options.average ?? "binary");
  const denominator = counts.actual.map((actual, i) => actual + (counts.predicted[i] ?? 0) - (counts.agreed[i] ?? 0));
  return average({ ...counts, numerator: counts.agreed, denominator }, options, {
    name: "Jaccard",
    lacks: "true or predicted",
  });
}

interface ClassCounts {
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
  readonly agreed: Float64Array;
}

/** Counts of the classes that the average is over: class 1, all added up, or each. */
function countsOf(input: LabelledPredictions, how: Average): ClassCounts {
  checkPredictions(input);
  const present = presentClasses(input);
  if (how !== "binary") {
    const counts = marginsOf(confusionMatrix(input, present).value);
    if (how !== "micro") return counts;
    return {
      actual: Float64Array.of(sumOf(counts.actual)),
      predicted: Float64Array.of(sumOf(counts.predicted)),
      agreed: Float64Array.of(sumOf(counts.agreed)),
    };
  }
  if (present.length > 2) {
    throw new MetricError(
      "Target is multiclass but average='binary'. Please choose another average setting, one of [None, 'micro', 'macro', 'weighted'].",
    );
  }
  if (present.length === 2 && !present.includes(1)) {
    throw new MetricError(`pos_label=1 is not a valid label. It should be one of [${present.join(" ")}]`);
  }
  const all = [...new Set([...present, 1])].sort((a, b) => a - b);
  const counts = marginsOf(confusionMatrix(input, all).value);
  const one = all.indexOf(1);
  const only = (values: Float64Array) => values.subarray(one, one + 1);
  return { actual: only(counts.actual), predicted: only(counts.predicted), agreed: only(counts.agreed) };
}

interface Ratios extends ClassCounts {
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
}

function average(counts: Ratios, options: AverageOptions, words: { name: string; lacks: string }): Measured<number> {
  const zeroDivision = options.zeroDivision ?? "warn";
  const instead = zeroDivision === "nan" ? Number.NaN : zeroDivision === "warn" ? 0 : zeroDivision;
  const ratios = counts.numerator.map((top, i) => {
    const bottom = counts.denominator[i] ?? 0;
    return bottom === 0 ? instead : top / bottom;
  });
  const warnings: MetricWarning[] = [];
  if (zeroDivision === "warn" && counts.denominator.includes(0)) {
    const where = ratios.length === 1 ? "due to" : "in labels with";
    warnings.push(
      undefinedMetric(
        `${words.name} is ill-defined and being set to 0.0 ${where} no ${words.lacks} samples. Use \`zero_division\` parameter to control this behavior.`,
      ),
    );
  }
  return { value: meanOfDefined(ratios, options.average === "weighted" ? counts.actual : undefined), warnings };
}

/** The mean of what is not NaN; weights that sum to zero are not used. */
function meanOfDefined(values: Float64Array, weights: Float64Array | undefined): number {
  const weigh = (value: number, weight: number) => (Number.isNaN(value) ? 0 : weight);
  const given = values.map((value, i) => weigh(value, weights?.[i] ?? 1));
  const used = sumOf(given) === 0 ? values.map((value) => weigh(value, 1)) : given;
  const sum = sumOf(values.map((value, i) => (Number.isNaN(value) ? 0 : value * (used[i] ?? 0))));
  return sum / sumOf(used);
}
