/**
 * Generalised Pareto fit of excesses over a threshold by maximum likelihood, after Grimshaw (1993), "Computing maximum
 * likelihood estimates for the generalized Pareto distribution": with x = gamma / sigma the two equations become one,
 * u(x) v(x) = 1, u = 1 + mean(ln(1 + x Y)), v = mean(1 / (1 + x Y)); then gamma = u - 1, sigma = gamma / x.
 */
export interface GeneralisedPareto {
  /** Shape; > 0 heavy tail, < 0 bounded tail. */
  readonly gamma: number;
  /** Scale, in the excesses' unit, > 0. */
  readonly sigma: number;
}

/** Sum of log densities of the excesses; -Infinity where one lies outside the support. */
export function generalisedParetoLogLikelihood(excesses: ArrayLike<number>, model: GeneralisedPareto): number {
  const { gamma, sigma } = model;
  let sum = -excesses.length * Math.log(sigma);
  for (let i = 0; i < excesses.length; i += 1) {
    const y = excesses[i] ?? 0;
    if (gamma === 0) sum -= y / sigma;
    else {
      const base = 1 + (gamma * y) / sigma;
      if (base <= 0) return Number.NEGATIVE_INFINITY;
      sum -= (1 / gamma + 1) * Math.log(base);
    }
  }
  return sum;
}

/** P(Y > excess) for an excess >= 0. */
export function generalisedParetoTail(excess: number, model: GeneralisedPareto): number {
  const { gamma, sigma } = model;
  if (Math.abs(gamma) < 1e-9) return Math.exp(-excess / sigma);
  const base = 1 + (gamma * excess) / sigma;
  return base <= 0 ? 0 : base ** (-1 / gamma);
}

/**
 * Best of the interior roots and the exponential (gamma = 0). `excesses`: at least one, all >= 0, not all 0.
 * O(n x grid). Golden values: vectors/gpd_fit.json.
 */
export function fitGeneralisedPareto(excesses: ArrayLike<number>): GeneralisedPareto {
  const { mean, smallest, largest } = spread(excesses);
  if (!(mean > 0)) throw new RangeError("A generalised Pareto fit needs at least one excess above zero.");
  let best: GeneralisedPareto = { gamma: 0, sigma: mean };
  let bestLikelihood = generalisedParetoLogLikelihood(excesses, best);
  for (const root of candidateRoots(excesses, mean, smallest, largest)) {
    const gamma = meanLog(excesses, root);
    const candidate = { gamma, sigma: gamma / root };
    if (!(candidate.sigma > 0 && gamma > -1)) continue;
    const likelihood = generalisedParetoLogLikelihood(excesses, candidate);
    if (likelihood > bestLikelihood) {
      best = candidate;
      bestLikelihood = likelihood;
    }
  }
  return best;
}

function spread(excesses: ArrayLike<number>): { mean: number; smallest: number; largest: number } {
  let sum = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < excesses.length; i += 1) {
    const y = excesses[i] ?? 0;
    if (!(y >= 0)) throw new RangeError("Excesses must be zero or more.");
    sum += y;
    if (y > 0 && y < smallest) smallest = y;
    if (y > largest) largest = y;
  }
  return { mean: sum / excesses.length, smallest, largest };
}

/** Sign changes of u v - 1 on Grimshaw's two intervals, each bisected to the last bits. */
function candidateRoots(excesses: ArrayLike<number>, mean: number, smallest: number, largest: number): number[] {
  const edge = 1e-8 / mean;
  const roots = rootsBetween(excesses, -0.5 / largest, -edge);
  for (const root of rootsNearPole(excesses, largest)) roots.push(root);
  const high = Math.max((2 * (mean - smallest)) / smallest ** 2, edge * 2);
  // The upper bound can be astronomically far when one excess is tiny; a log grid still finds the root near 0.
  for (const root of rootsBetween(excesses, edge, high)) roots.push(root);
  return roots;
}

/** Between -1 / largest and half of it, where a bounded tail has its roots: the grid becomes finer towards the pole. */
function rootsNearPole(excesses: ArrayLike<number>, largest: number): number[] {
  const at = (i: number) => -(1 - 10 ** (-8 + (i * (8 + Math.log10(0.5))) / polarSteps)) / largest;
  return signChanges(excesses, at, polarSteps);
}

const polarSteps = 40;

function rootsBetween(excesses: ArrayLike<number>, from: number, to: number): number[] {
  const steps = 40;
  if (!(to > from)) return [];
  const at = (i: number) => (from > 0 ? from * (to / from) ** (i / steps) : -(-from * (to / from) ** (i / steps)));
  return signChanges(excesses, at, steps);
}

function signChanges(excesses: ArrayLike<number>, at: (i: number) => number, steps: number): number[] {
  const roots: number[] = [];
  let left = at(0);
  let leftValue = equation(excesses, left);
  for (let i = 1; i <= steps; i += 1) {
    const right = at(i);
    const rightValue = equation(excesses, right);
    if (leftValue * rightValue < 0) roots.push(bisect(excesses, left, right, leftValue));
    left = right;
    leftValue = rightValue;
  }
  return roots;
}

function bisect(excesses: ArrayLike<number>, from: number, to: number, valueAtFrom: number): number {
  let low = from;
  let high = to;
  for (let i = 0; i < 45; i += 1) {
    const middle = (low + high) / 2;
    if (equation(excesses, middle) * valueAtFrom > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function equation(excesses: ArrayLike<number>, x: number): number {
  let inverse = 0;
  for (let i = 0; i < excesses.length; i += 1) inverse += 1 / (1 + x * (excesses[i] ?? 0));
  return (1 + meanLog(excesses, x)) * (inverse / excesses.length) - 1;
}

function meanLog(excesses: ArrayLike<number>, x: number): number {
  let sum = 0;
  for (let i = 0; i < excesses.length; i += 1) sum += Math.log1p(x * (excesses[i] ?? 0));
  return sum / excesses.length;
}
