import type { NodeSplit } from "../trees/tree-builder.ts";
import { purityOfSides } from "./class-weights.ts";
import type { CutSearch, FoundCut } from "./cut-search.ts";
import type { NodeRows } from "./node-rows.ts";

/** A numeric column with its rows in order, found once for all trees. */
export interface RankedColumn {
  readonly feature: number;
  readonly values: Float64Array;
  /** For each row the place of its value among the distinct ones; -1 where it is missing. */
  readonly ranks: Int32Array;
  /** Rows that have a value, by value. */
  readonly sorted: Int32Array;
}

/** Memory for sorting a node's rows, used again and again. */
export interface SortSpace {
  readonly rows: Int32Array;
  readonly keys: Float64Array;
  /** For each row the last large node that it was marked as one of. */
  readonly marks: Int32Array;
  mark: number;
  readonly left: Float64Array;
}

export function createSortSpace(rows: number, classes: number): SortSpace {
  const [order, marks] = [new Int32Array(rows), new Int32Array(rows)];
  return { rows: order, keys: new Float64Array(rows), marks, mark: 0, left: new Float64Array(classes) };
}

/** O(n log n). */
export function rankColumn(feature: number, values: Float64Array): RankedColumn {
  const present = Int32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]));
  const sorted = present.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Int32Array(values.length).fill(-1);
  let rank = -1;
  let last = Number.NaN;
  for (const row of sorted) {
    const x = values[row] ?? Number.NaN;
    if (x !== last) rank += 1;
    last = x;
    ranks[row] = rank;
  }
  return { feature, values, ranks, sorted };
}

/** So few rows are sorted by moving each to its place. */
const fewRows = 32;
/** From this share of all rows on a node takes the column's order and leaves out what is not its own. */
const largeShare = 1 / 16;

const isLarge = ({ from, to }: NodeRows, rows: number) => to - from > rows * largeShare;

/** Before the columns of a node are looked at. */
export function markNode(space: SortSpace, node: NodeRows): void {
  if (!isLarge(node, space.marks.length)) return;
  space.mark += 1;
  for (let i = node.from; i < node.to; i += 1) space.marks[node.order[i] ?? 0] = space.mark;
}

/**
 * The purest cut of a column between any two neighbouring values of the node (marked before), in the middle of the two, as
 * scikit-learn's trees take it: between quantiles of all rows a small node has fewer places to be cut, and each hugs one side. Null where none is
 * purer than `least`, undefined where the rows do not differ. What is missing is tried on both sides. O(n log n).
 */
export function findExactCut(
  column: RankedColumn,
  space: SortSpace,
  search: CutSearch,
  least: number,
): FoundCut | null | undefined {
  const present = sortNode(column, space, search.rows);
  const missing = search.rows.to - search.rows.from - present;
  const { rows } = space;
  const isFlat = present === 0 || column.ranks[rows[0] ?? 0] === column.ranks[rows[present - 1] ?? 0];
  if (isFlat && (missing === 0 || present === 0)) return undefined;
  const right = scanRows(column, space, { search, present, missingLeft: false, least });
  const left =
    missing === 0
      ? null
      : scanRows(column, space, { search, present, missingLeft: true, least: right?.purity ?? least });
  return left ?? right;
}

/** Fills `space.rows` with the node's rows that have a value, in ascending order of it; returns how many those are. */
function sortNode({ ranks, sorted }: RankedColumn, space: SortSpace, node: NodeRows): number {
  if (isLarge(node, space.marks.length)) return pickMarked(sorted, space);
  if (node.to - node.from <= fewRows) return insertRows(ranks, space.rows, node);
  const { rows, keys } = space;
  let count = 0;
  for (let i = node.from; i < node.to; i += 1) {
    const row = node.order[i] ?? 0;
    const rank = ranks[row] ?? -1;
    // A whole number that says rank and row, exact far beyond any table that fits in memory.
    if (rank >= 0) keys[count++] = rank * ranks.length + row;
  }
  keys.subarray(0, count).sort();
  for (let i = 0; i < count; i += 1) rows[i] = (keys[i] ?? 0) % ranks.length;
  return count;
}

function pickMarked(sorted: Int32Array, { rows, marks, mark }: SortSpace): number {
  let count = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const row = sorted[i] ?? 0;
    if (marks[row] === mark) rows[count++] = row;
  }
  return count;
}

function insertRows(ranks: Int32Array, rows: Int32Array, { order, from, to }: NodeRows): number {
  let count = 0;
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    const rank = ranks[row] ?? -1;
    if (rank < 0) continue;
    let place = count;
    for (; place > 0 && (ranks[rows[place - 1] ?? 0] ?? 0) > rank; place -= 1) rows[place] = rows[place - 1] ?? 0;
    rows[place] = row;
    count += 1;
  }
  return count;
}

interface Scan {
  readonly search: CutSearch;
  /** How many of `space.rows` are the node's. */
  readonly present: number;
  readonly missingLeft: boolean;
  readonly least: number;
}

function scanRows(column: RankedColumn, space: SortSpace, scan: Scan): FoundCut | null {
  const { search, present, missingLeft } = scan;
  const { rows, left } = space;
  const { labels, weights } = search.classes;
  const total = search.rows.to - search.rows.from;
  const before = missingLeft ? total - present : 0;
  const least = Math.max(1, search.leafRows);
  left.fill(0);
  if (missingLeft) weighMissing(column.ranks, left, search);
  let best = scan.least;
  let at = -1;
  // Each side keeps the least: with all numbers on the left, what is missing is on the right.
  for (let i = 0; i < present && total - before - i - 1 >= least; i += 1) {
    const row = rows[i] ?? 0;
    const label = labels[row] ?? 0;
    left[label] = (left[label] ?? 0) + (weights[row] ?? 0);
    if (before + i + 1 < least || isTied(column.ranks, rows, { place: i, present })) continue;
    const purity = purityOfSides(left, search.whole);
    if (purity > best) {
      best = purity;
      at = i;
    }
  }
  return at < 0 ? null : { purity: best, split: splitAfter(column, rows, { place: at, present, missingLeft }) };
}

/** Whether the next row has the same value, so that no threshold parts the two. */
function isTied(ranks: Int32Array, rows: Int32Array, at: { place: number; present: number }): boolean {
  return at.place + 1 < at.present && ranks[rows[at.place] ?? 0] === ranks[rows[at.place + 1] ?? 0];
}

function splitAfter(
  { feature, values }: RankedColumn,
  rows: Int32Array,
  { place, present, missingLeft }: { place: number; present: number; missingLeft: boolean },
): NodeSplit {
  const high = place + 1 < present ? values[rows[place + 1] ?? 0] : undefined;
  const threshold = middleOf(values[rows[place] ?? 0] ?? 0, high ?? Number.POSITIVE_INFINITY);
  return { feature, threshold, missingLeft, set: null };
}

/** Adds what is missing in the column to the left side. */
function weighMissing(ranks: Int32Array, left: Float64Array, { rows: { order, from, to }, classes }: CutSearch): void {
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    if ((ranks[row] ?? -1) >= 0) continue;
    const label = classes.labels[row] ?? 0;
    left[label] = (left[label] ?? 0) + (classes.weights[row] ?? 0);
  }
}

/** Halfway between the two; the lower one where halfway is no number below the upper one. Infinity: all to the left. */
export function middleOf(low: number, high: number): number {
  if (high === Number.POSITIVE_INFINITY) return high;
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
}
