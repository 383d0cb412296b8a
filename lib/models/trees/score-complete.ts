import type { CompleteGroup, CompleteTrees } from "./complete-trees.ts";

/** Rows that are walked side by side: their loads then overlap, where one row's wait for each other. */
const abreast = 6;

/** Rows to be scored: numbers that nodes compare, by row. */
export interface ComparedRows {
  readonly x: Float64Array;
  /** Where the first row begins in `x`, and how many numbers a row has. */
  readonly from: number;
  readonly width: number;
  readonly count: number;
  /** Per node which of a row's numbers it compares. */
  readonly places: Int32Array;
}

/**
 * Adds what the trees answer to `margins` (`outputs` numbers a row, the first row's at row `at`). Each row's trees are
 * added up in the same order however many rows come together, so that a batch gives the bits of single rows.
 */
export function scoreComplete(trees: CompleteTrees, rows: ComparedRows, margins: Float64Array, at: number): void {
  for (const group of trees.groups) {
    let row = 0;
    for (; row + abreast <= rows.count; row += abreast) scoreSix(trees, group, rows, row, margins, at);
    for (; row < rows.count; row += 1) scoreOne(trees, group, rows, row, margins, at);
  }
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the same step for each row; the rule counts every ?? as a branch.
function scoreSix(
  { outputs, threshold, leaf }: CompleteTrees,
  { output, depth, size, base, trees }: CompleteGroup,
  { x, from, width, places }: ComparedRows,
  row: number,
  margins: Float64Array,
  at: number,
): void {
  const rowA = from + row * width;
  const rowB = rowA + width;
  const rowC = rowB + width;
  const rowD = rowC + width;
  const rowE = rowD + width;
  const rowF = rowE + width;
  const to = (at + row) * outputs + output;
  let sumA = margins[to] ?? 0;
  let sumB = margins[to + outputs] ?? 0;
  let sumC = margins[to + 2 * outputs] ?? 0;
  let sumD = margins[to + 3 * outputs] ?? 0;
  let sumE = margins[to + 4 * outputs] ?? 0;
  let sumF = margins[to + 5 * outputs] ?? 0;
  const end = base + trees * size;
  for (let tree = base; tree < end; tree += size) {
    let a = 1;
    let b = 1;
    let c = 1;
    let d = 1;
    let e = 1;
    let f = 1;
    for (let level = 0; level < depth; level += 2) {
      a = (a << 1) | Number((x[(rowA + (places[tree | a] ?? 0)) | 0] ?? 0) > (threshold[tree | a] ?? 0));
      b = (b << 1) | Number((x[(rowB + (places[tree | b] ?? 0)) | 0] ?? 0) > (threshold[tree | b] ?? 0));
      c = (c << 1) | Number((x[(rowC + (places[tree | c] ?? 0)) | 0] ?? 0) > (threshold[tree | c] ?? 0));
      d = (d << 1) | Number((x[(rowD + (places[tree | d] ?? 0)) | 0] ?? 0) > (threshold[tree | d] ?? 0));
      e = (e << 1) | Number((x[(rowE + (places[tree | e] ?? 0)) | 0] ?? 0) > (threshold[tree | e] ?? 0));
      f = (f << 1) | Number((x[(rowF + (places[tree | f] ?? 0)) | 0] ?? 0) > (threshold[tree | f] ?? 0));
      a = (a << 1) | Number((x[(rowA + (places[tree | a] ?? 0)) | 0] ?? 0) > (threshold[tree | a] ?? 0));
      b = (b << 1) | Number((x[(rowB + (places[tree | b] ?? 0)) | 0] ?? 0) > (threshold[tree | b] ?? 0));
      c = (c << 1) | Number((x[(rowC + (places[tree | c] ?? 0)) | 0] ?? 0) > (threshold[tree | c] ?? 0));
      d = (d << 1) | Number((x[(rowD + (places[tree | d] ?? 0)) | 0] ?? 0) > (threshold[tree | d] ?? 0));
      e = (e << 1) | Number((x[(rowE + (places[tree | e] ?? 0)) | 0] ?? 0) > (threshold[tree | e] ?? 0));
      f = (f << 1) | Number((x[(rowF + (places[tree | f] ?? 0)) | 0] ?? 0) > (threshold[tree | f] ?? 0));
    }
    const leaves = tree - size;
    sumA += leaf[(leaves + a) | 0] ?? 0;
    sumB += leaf[(leaves + b) | 0] ?? 0;
    sumC += leaf[(leaves + c) | 0] ?? 0;
    sumD += leaf[(leaves + d) | 0] ?? 0;
    sumE += leaf[(leaves + e) | 0] ?? 0;
    sumF += leaf[(leaves + f) | 0] ?? 0;
  }
  margins[to] = sumA;
  margins[to + outputs] = sumB;
  margins[to + 2 * outputs] = sumC;
  margins[to + 3 * outputs] = sumD;
  margins[to + 4 * outputs] = sumE;
  margins[to + 5 * outputs] = sumF;
}

/** One row, four trees side by side. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the same step for each tree; the rule counts every ?? as a branch.
function scoreOne(
  { outputs, threshold, leaf }: CompleteTrees,
  { output, depth, size, base, trees }: CompleteGroup,
  { x, from, width, places }: ComparedRows,
  row: number,
  margins: Float64Array,
  at: number,
): void {
  const own = from + row * width;
  const to = (at + row) * outputs + output;
  let sum = margins[to] ?? 0;
  const end = base + trees * size;
  let tree = base;
  for (; tree + 3 * size < end; tree += 4 * size) {
    const treeB = tree + size;
    const treeC = treeB + size;
    const treeD = treeC + size;
    let a = 1;
    let b = 1;
    let c = 1;
    let d = 1;
    for (let level = 0; level < depth; level += 1) {
      a = (a << 1) | Number((x[(own + (places[tree | a] ?? 0)) | 0] ?? 0) > (threshold[tree | a] ?? 0));
      b = (b << 1) | Number((x[(own + (places[treeB | b] ?? 0)) | 0] ?? 0) > (threshold[treeB | b] ?? 0));
      c = (c << 1) | Number((x[(own + (places[treeC | c] ?? 0)) | 0] ?? 0) > (threshold[treeC | c] ?? 0));
      d = (d << 1) | Number((x[(own + (places[treeD | d] ?? 0)) | 0] ?? 0) > (threshold[treeD | d] ?? 0));
    }
    sum += leaf[tree - size + a] ?? 0;
    sum += leaf[tree + b] ?? 0;
    sum += leaf[treeB + c] ?? 0;
    sum += leaf[treeC + d] ?? 0;
  }
  for (; tree < end; tree += size) {
    let a = 1;
    for (let level = 0; level < depth; level += 1) {
      a = (a << 1) | Number((x[(own + (places[tree | a] ?? 0)) | 0] ?? 0) > (threshold[tree | a] ?? 0));
    }
    sum += leaf[tree - size + a] ?? 0;
  }
  margins[to] = sum;
}
