import { logistic, softplus } from "./logistic.ts";
import { solvePositiveDefinite } from "./solve-positive-definite.ts";

export interface FewLogitsInput {
  /** Few columns (calibration has two or three), one number for each row. Add a column of ones for an intercept. */
  readonly columns: readonly Float64Array[];
  /** What the probability should be, 0 to 1; need not be whole. */
  readonly targets: Float64Array;
  readonly weights?: Float64Array | undefined;
  readonly start?: Float64Array | undefined;
}

export interface FewLogits {
  readonly coefficients: Float64Array;
  /** The weighted sum of -(t ln p + (1 - t) ln(1 - p)) at the coefficients. */
  readonly negativeLogLikelihood: number;
}

const mostSteps = 100;

/**
 * Maximum likelihood of logit p = sum of coefficient x column by Newton's method with step halving, which is
 * iteratively reweighted least squares (Lin, Lin & Weng 2007 for why steps must be watched). Stops where a step gains
 * less than 1e-14 of the loss; for columns that separate the targets, after 100 steps. O(steps x n x columns^2).
 */
export function fitFewLogits(input: FewLogitsInput): FewLogits {
  let coefficients = input.start ?? new Float64Array(input.columns.length);
  let loss = lossAt(input, coefficients);
  for (let step = 0; step < mostSteps; step += 1) {
    const { gradient, hessian } = slopes(input, coefficients);
    const direction = solvePositiveDefinite(hessian, gradient);
    const next = improve(input, { coefficients, loss }, direction);
    if (next === undefined) break;
    const gained = loss - next.loss;
    coefficients = next.coefficients;
    loss = next.loss;
    if (gained <= 1e-14 * (1 + Math.abs(loss))) break;
  }
  return { coefficients, negativeLogLikelihood: loss };
}

interface Position {
  readonly coefficients: Float64Array;
  readonly loss: number;
}

/** The longest of the halved steps that lowers the loss. */
function improve(input: FewLogitsInput, from: Position, direction: Float64Array): Position | undefined {
  for (let share = 1; share > 1e-10; share /= 2) {
    const coefficients = from.coefficients.map((value, j) => value - share * (direction[j] ?? 0));
    const loss = lossAt(input, coefficients);
    if (loss < from.loss) return { coefficients, loss };
  }
  return undefined;
}

function lossAt(input: FewLogitsInput, coefficients: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < input.targets.length; row += 1) {
    const raw = rawAt(input, coefficients, row);
    const weight = input.weights === undefined ? 1 : (input.weights[row] ?? 0);
    sum += weight * (softplus(raw) - (input.targets[row] ?? 0) * raw);
  }
  return sum;
}

function rawAt(input: FewLogitsInput, coefficients: Float64Array, row: number): number {
  let raw = 0;
  for (let j = 0; j < coefficients.length; j += 1) raw += (coefficients[j] ?? 0) * (input.columns[j]?.[row] ?? 0);
  return raw;
}

function slopes(input: FewLogitsInput, coefficients: Float64Array): { gradient: Float64Array; hessian: Float64Array } {
  const size = coefficients.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  for (let row = 0; row < input.targets.length; row += 1) {
    const p = logistic(rawAt(input, coefficients, row));
    const weight = input.weights === undefined ? 1 : (input.weights[row] ?? 0);
    const residual = weight * (p - (input.targets[row] ?? 0));
    const curvature = weight * p * (1 - p);
    for (let j = 0; j < size; j += 1) {
      const value = input.columns[j]?.[row] ?? 0;
      gradient[j] = (gradient[j] ?? 0) + residual * value;
      for (let k = 0; k <= j; k += 1) {
        const at = j * size + k;
        hessian[at] = (hessian[at] ?? 0) + curvature * value * (input.columns[k]?.[row] ?? 0);
      }
    }
  }
  for (let j = 0; j < size; j += 1) {
    for (let k = j + 1; k < size; k += 1) hessian[j * size + k] = hessian[k * size + j] ?? 0;
  }
  return { gradient, hessian };
}
