/** Rows as classification trees count them. */
export interface ClassRows {
  /** Class of each row, 0 to classes - 1. */
  readonly labels: Uint8Array;
  /** How much each row counts, the draws of a bootstrap sample included. */
  readonly weights: Float64Array;
  /** Whether all of them count 1, so that counting rows is enough. */
  readonly even: boolean;
  readonly classes: number;
}

/** Adds up the weights of a node's rows by class. */
export function sumClasses(
  { labels, weights }: ClassRows,
  order: Int32Array,
  { from, to, into }: { from: number; to: number; into: Float64Array },
): void {
  into.fill(0);
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    const label = labels[row] ?? 0;
    into[label] = (into[label] ?? 0) + (weights[row] ?? 0);
  }
}

/**
 * How pure both sides of a split are: the sum of squared class weights over each side's weight. The split with the most
 * lowers Gini's impurity most. 0 where a side is empty.
 */
export function purityOfSides(left: Float64Array, whole: Float64Array): number {
  let leftSquares = 0;
  let rightSquares = 0;
  let leftWeight = 0;
  let rightWeight = 0;
  for (let label = 0; label < whole.length; label += 1) {
    const here = left[label] ?? 0;
    const there = (whole[label] ?? 0) - here;
    leftSquares += here * here;
    rightSquares += there * there;
    leftWeight += here;
    rightWeight += there;
  }
  return leftWeight > 0 && rightWeight > 0 ? leftSquares / leftWeight + rightSquares / rightWeight : 0;
}
