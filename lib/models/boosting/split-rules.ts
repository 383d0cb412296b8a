/** What a side of a split sums up to. */
export interface SplitSide {
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
}

/** What a node sums up to, and the bounds that monotone splits above it have set to its answer. */
export interface NodeSums extends SplitSide {
  readonly lower: number;
  readonly upper: number;
  /** The loss that the node alone takes away, as `fallOfLoss` gives it. */
  readonly fall: number;
}

export interface SplitRules {
  readonly l2: number;
  readonly leastGain: number;
  readonly leafRows: number;
  readonly leafHessian: number;
  /** By column of the matrix: 1, 0 or -1. */
  readonly monotone: readonly number[];
}

/** The best way to part a node. */
export interface SplitChoice {
  /** By how much the loss falls. */
  readonly gain: number;
  /** Place among the binned columns. */
  readonly column: number;
  /** Last bin that goes left; without meaning where there is a set. */
  readonly bin: number;
  /** Bins that go left, as bits, missing included; null of a numeric split. */
  readonly set: Uint32Array | null;
  readonly missingLeft: boolean;
  readonly left: SplitSide;
}

/** A column of a node that is looked through for its best split. */
export interface ColumnScan {
  readonly node: NodeSums;
  readonly rules: SplitRules;
  /** Place of the column among the binned ones. */
  readonly index: number;
  /** Where its sums begin. */
  readonly offset: number;
  /** What must be beaten. */
  readonly least: number;
}

/** The answer that lowers the loss most, -G / (H + l2), within bounds. */
export function bestAnswer(gradient: number, hessian: number, l2: number, lower: number, upper: number): number {
  const answer = -gradient / (hessian + l2);
  return answer < lower ? lower : answer > upper ? upper : answer;
}

/** By how much the loss falls, to the second order, when these rows are given the answer; G^2 / 2(H + l2) at its best. */
export function fallOfLoss(gradient: number, hessian: number, l2: number, answer: number): number {
  return -answer * (gradient + 0.5 * (hessian + l2) * answer);
}

/**
 * By how much a split lowers the loss: 1/2 [GL^2/(HL + l2) + GR^2/(HR + l2) - G^2/(H + l2)] where no bound is in the way
 * (Chen & Guestrin 2016, eq. 7). -Infinity where the sides' answers would go against the column's direction.
 */
export function gainOfSides(node: NodeSums, l2: number, gradient: number, hessian: number, direction: number): number {
  const otherGradient = node.gradient - gradient;
  const otherHessian = node.hessian - hessian;
  const left = bestAnswer(gradient, hessian, l2, node.lower, node.upper);
  const right = bestAnswer(otherGradient, otherHessian, l2, node.lower, node.upper);
  if (direction * (right - left) < 0) return Number.NEGATIVE_INFINITY;
  return fallOfLoss(gradient, hessian, l2, left) + fallOfLoss(otherGradient, otherHessian, l2, right) - node.fall;
}
