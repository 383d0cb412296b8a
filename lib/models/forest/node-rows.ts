import type { NodeSplit } from "../trees/tree-builder.ts";
import { wordsPerSet } from "../trees/tree-ensemble.ts";

/** Rows of a node: order[from, to). */
export interface NodeRows {
  readonly order: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** Smallest and largest number of a node's rows, and how many of them have one. */
export function findRange(
  values: Float64Array,
  { order, from, to }: NodeRows,
): { low: number; high: number; present: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let missing = 0;
  for (let i = from; i < to; i += 1) {
    const x = values[order[i] ?? 0] ?? Number.NaN;
    // NaN compares false with everything, so that it moves neither end.
    if (x < low) low = x;
    if (x > high) high = x;
    if (Number.isNaN(x)) missing += 1;
  }
  return { low, high, present: to - from - missing };
}

/** Whether a value goes left. Every code of a set is one that the fit has seen. */
export function splitsLeft(split: NodeSplit, x: number): boolean {
  if (Number.isNaN(x)) return split.missingLeft;
  if (split.set === null) return x <= split.threshold;
  return (((split.set[x >>> 5] ?? 0) >>> (x & 31)) & 1) === 1;
}

/** Sorts the node's rows into left and right ones, each in the order they had; returns where the right ones begin. */
export function partitionByValue(
  split: NodeSplit,
  values: Float64Array,
  { order, from, to }: NodeRows,
  spare: Int32Array,
): number {
  let left = from;
  let right = 0;
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    if (splitsLeft(split, values[row] ?? Number.NaN)) order[left++] = row;
    else spare[right++] = row;
  }
  // Most nodes are small, and a view of the spare rows would cost more than copying them.
  for (let i = 0; i < right; i += 1) order[left + i] = spare[i] ?? 0;
  return left;
}

/** A set of the codes for which `goes` says so; what lies beyond the column's categories goes where the missing goes. */
export function makeSet(categories: number, missingLeft: boolean, goes: (code: number) => boolean): Uint32Array {
  const set = new Uint32Array(wordsPerSet);
  for (let code = 0; code < wordsPerSet * 32; code += 1) {
    const left = code < categories ? goes(code) : missingLeft;
    if (left) set[code >>> 5] = (set[code >>> 5] ?? 0) | (1 << (code & 31));
  }
  return set;
}
