import { logistic, softplus } from "../../stats/linear/logistic.ts";
import { minimiseSmooth } from "../../stats/linear/minimise-smooth.ts";
import type { FeatureMatrix } from "../data/matrix.ts";
import { addProducts, columnProducts, type Design, designOf } from "./design.ts";

/** logit p = intercept + sum of coefficient x feature, in the features' own units. Plain data. */
export interface LogisticModel {
  readonly names: readonly string[];
  readonly coefficients: readonly number[];
  readonly intercept: number;
  /** What a missing feature counts as. */
  readonly usual: readonly number[];
  /** False: the steps ran out before the minimum was reached. */
  readonly converged: boolean;
}

export interface LogisticInput {
  readonly matrix: FeatureMatrix;
  /** 1 = attack, 0 = normal. */
  readonly labels: Uint8Array;
  readonly weights?: Float64Array | undefined;
}

export interface LogisticOptions {
  /** The inverse strength of the penalty, scikit-learn's C: small = strong. */
  readonly inversePenalty?: number;
  /** "balanced": both classes weigh the same together; or the weights of normal rows and attacks. */
  readonly classWeights?: "balanced" | readonly [normal: number, attack: number];
  readonly mostSteps?: number;
}

/**
 * Logistic regression with an L2 penalty on the coefficients of standardised features (not on the intercept), as
 * scikit-learn's with StandardScaler before it: C x sum of weight x loss + |coefficients|^2 / 2 is least. By L-BFGS,
 * deterministic. Categories must have been encoded. O(steps x entries that are not 0). RangeError: one class alone,
 * lengths that differ, a categorical column.
 */
export function fitLogistic(input: LogisticInput, options: LogisticOptions = {}): LogisticModel {
  checkInput(input);
  const weights = rowWeights(input, options.classWeights);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const design = designOf(input.matrix);
  const penalty = 1 / ((options.inversePenalty ?? 1) * total);
  const objective = objectiveOf({ design, labels: input.labels, weights, total, penalty });
  const start = new Float64Array(design.columns.length + 1);
  const { point, converged } = minimiseSmooth(objective, start, { mostSteps: options.mostSteps ?? 200 });
  return inOwnUnits(input.matrix.names, design, point, converged);
}

interface Problem {
  readonly design: Design;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
  readonly total: number;
  readonly penalty: number;
}

/** The mean loss plus the penalty; the last part of the point is the intercept. */
function objectiveOf(problem: Problem) {
  const { design, labels, weights, total, penalty } = problem;
  const raw = new Float64Array(design.rows);
  const residuals = new Float64Array(design.rows);
  return (point: Float64Array, gradient: Float64Array): number => {
    const last = point.length - 1;
    raw.fill(point[last] ?? 0);
    addProducts(design, point.subarray(0, last), raw);
    let loss = 0;
    let slope = 0;
    for (let row = 0; row < raw.length; row += 1) {
      const value = raw[row] ?? 0;
      const share = (weights[row] ?? 0) / total;
      const label = labels[row] ?? 0;
      loss += share * (softplus(value) - label * value);
      const residual = share * (logistic(value) - label);
      residuals[row] = residual;
      slope += residual;
    }
    columnProducts(design, residuals, gradient);
    for (let j = 0; j < last; j += 1) {
      const coefficient = point[j] ?? 0;
      loss += (penalty * coefficient * coefficient) / 2;
      gradient[j] = (gradient[j] ?? 0) + penalty * coefficient;
    }
    gradient[last] = slope;
    return loss;
  };
}

function inOwnUnits(names: readonly string[], design: Design, point: Float64Array, converged: boolean): LogisticModel {
  const coefficients = design.columns.map((column, j) => (point[j] ?? 0) / column.scale);
  const shift = design.columns.reduce((sum, column, j) => sum + column.center * (coefficients[j] ?? 0), 0);
  return {
    names,
    coefficients,
    intercept: (point.at(-1) ?? 0) - shift,
    usual: design.columns.map((column) => column.usual),
    converged,
  };
}

function checkInput({ matrix, labels, weights }: LogisticInput): void {
  if (labels.length !== matrix.rows || (weights !== undefined && weights.length !== matrix.rows)) {
    throw new RangeError("Logistic regression needs as many labels, and weights if any, as rows.");
  }
  if (!(labels.includes(0) && labels.includes(1))) {
    throw new RangeError("Logistic regression needs rows of both classes.");
  }
  const categorical = matrix.names.find((_, j) => (matrix.categories[j] ?? 0) > 0);
  if (categorical !== undefined) {
    throw new RangeError(`Column "${categorical}" holds categories: encode it first.`);
  }
}

function rowWeights(input: LogisticInput, classWeights: LogisticOptions["classWeights"]): Float64Array {
  const { labels, weights } = input;
  const own = (row: number) => weights?.[row] ?? 1;
  if (classWeights === undefined) return Float64Array.from(labels, (_, row) => own(row));
  const totals = [0, 0];
  for (const [row, label] of labels.entries()) totals[label] = (totals[label] ?? 0) + own(row);
  const both = (totals[0] ?? 0) + (totals[1] ?? 0);
  const factors =
    classWeights === "balanced" ? totals.map((total) => (total === 0 ? 0 : both / (2 * total))) : classWeights;
  return Float64Array.from(labels, (label, row) => own(row) * (factors[label] ?? 0));
}
