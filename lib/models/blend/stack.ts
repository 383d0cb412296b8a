import { fitFewLogits } from "../../stats/linear/fit-few-logits.ts";
import { logistic } from "../../stats/linear/logistic.ts";

/** logit p = intercept + sum of weight x the detector's logit; a detector's part in it is exact. Plain data. */
export interface LogisticStack {
  readonly names: readonly string[];
  /** Never negative: a detector that says "threatening" must not make an event look harmless. */
  readonly weights: readonly number[];
  readonly intercept: number;
}

export interface StackInput {
  readonly names: readonly string[];
  /** For each detector its logit of each row, from a model that has not seen the row (out of fold). */
  readonly logits: readonly Float64Array[];
  /** 1 = attack, 0 = normal. */
  readonly labels: Uint8Array;
  readonly weights?: Float64Array | undefined;
}

/**
 * Logistic stacking (Wolpert 1992; weights kept >= 0 after Breiman 1996): the detectors' logits are weighed by maximum
 * likelihood. Where weights come out negative, the most negative detector is left out and the rest is weighed again.
 * O(detectors x n x detectors^2). RangeError: no detector, one class alone, or logits that are not finite.
 */
export function fitStack(input: StackInput): LogisticStack {
  checkStackInput(input);
  const targets = Float64Array.from(input.labels);
  const ones = new Float64Array(targets.length).fill(1);
  let used = input.names.map((_, i) => i);
  for (;;) {
    const columns = used.map((i) => input.logits[i] ?? ones);
    const { coefficients } = fitFewLogits({ columns: [...columns, ones], targets, weights: input.weights });
    const worst = coefficients.subarray(0, -1).reduce((least, weight) => Math.min(least, weight), 0);
    if (worst >= 0) {
      const weights = input.names.map((_, i) => (used.includes(i) ? (coefficients[used.indexOf(i)] ?? 0) : 0));
      return { names: input.names, weights, intercept: coefficients.at(-1) ?? 0 };
    }
    used = used.filter((_, k) => coefficients[k] !== worst);
  }
}

function checkStackInput({ names, logits, labels }: StackInput): void {
  if (names.length === 0 || names.length !== logits.length) {
    throw new RangeError("A stack needs at least one detector, and logits of each.");
  }
  if (!(labels.includes(0) && labels.includes(1))) throw new RangeError("A stack needs rows of both classes.");
  for (const [i, column] of logits.entries()) {
    if (column.length !== labels.length || column.some((value) => !Number.isFinite(value))) {
      throw new RangeError(`The logits of "${names[i]}" must be finite, one for each row.`);
    }
  }
}

/** Each detector's part of the logit; with the intercept they sum to it exactly. */
export function stackContributions(stack: LogisticStack, logits: readonly number[]): number[] {
  return stack.weights.map((weight, i) => weight * (logits[i] ?? 0));
}

/** The probability that the stack gives. */
export function stackedProbability(stack: LogisticStack, logits: readonly number[]): number {
  return logistic(stackContributions(stack, logits).reduce((sum, part) => sum + part, stack.intercept));
}
