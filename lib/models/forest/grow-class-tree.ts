import type { Random } from "../../stats/random.ts";
import type { BinnedColumn } from "../trees/binned-columns.ts";
import { createTreeBuilder, type NodeSplit } from "../trees/tree-builder.ts";
import type { GrownTree } from "../trees/tree-ensemble.ts";
import { findBestCut } from "./best-cut.ts";
import type { BinCounts } from "./bin-counts.ts";
import { type ClassRows, purityOfSides, sumClasses } from "./class-weights.ts";
import type { FoundCut } from "./cut-search.ts";
import { findExactCut, markNode, type RankedColumn, type SortSpace } from "./exact-cut.ts";
import type { ForestOptions } from "./forest-options.ts";
import { drawLevelCut, type LevelColumn } from "./level-columns.ts";
import { type NodeRows, partitionByValue, splitsLeft } from "./node-rows.ts";
import { type CutColumn, drawCut } from "./random-cut.ts";

export interface ClassTreeTask {
  readonly columns: readonly CutColumn[];
  /** By column of the matrix those of categories, and those of few values; only a random forest needs the first. */
  readonly binned: ReadonlyMap<number, BinnedColumn>;
  readonly levels: ReadonlyMap<number, LevelColumn>;
  /** By column of the matrix those of numbers that are not of few values; only a random forest needs them. */
  readonly ranked: ReadonlyMap<number, RankedColumn>;
  readonly counts: BinCounts;
  readonly space: SortSpace;
  readonly rows: ClassRows;
  readonly order: Int32Array;
  readonly spare: Int32Array;
  readonly options: ForestOptions;
  readonly search: ColumnSearch;
  readonly random: Random;
  /** What a leaf's shares are divided by. */
  readonly trees: number;
}

/** What the search for columns remembers. */
export interface ColumnSearch {
  /** Places among the columns, in whatever order the last node left them. */
  readonly untried: Int32Array;
  /**
   * By depth 1 for each column that is constant there, and so below: those are not looked at again. A tree is grown depth
   * first, so that the entry above a node is its parent's.
   */
  readonly constant: Uint8Array[];
}

export function createColumnSearch(columns: number): ColumnSearch {
  return { untried: Int32Array.from({ length: columns }, (_, place) => place), constant: [] };
}

/** The depth's own memory, beginning with what the parent knows. */
function inheritConstants({ constant, untried }: ColumnSearch, depth: number): Uint8Array {
  const own = constant[depth] ?? new Uint8Array(untried.length);
  constant[depth] = own;
  const above = constant[depth - 1];
  if (above === undefined) own.fill(0);
  else own.set(above);
  return own;
}

/** Grows a tree until its leaves are pure or too small to be split, on the rows `order[0, count)`. */
export function growClassTree(task: ClassTreeTask, count: number): GrownTree {
  const { rows, order, options, columns, trees } = task;
  const width = rows.classes > 2 ? rows.classes : 1;
  const builder = createTreeBuilder(width);
  const whole = new Float64Array(rows.classes);
  const open = [{ place: 0, from: 0, to: count, depth: 0 }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { place, from, to, depth } = node;
    sumClasses(rows, order, { from, to, into: whole });
    const mayGrow = depth < options.mostDepth && to - from >= 2 * options.leafRows && to - from >= 2 && !isPure(whole);
    const split = mayGrow ? chooseSplit(task, { order, from, to, depth }, whole) : null;
    const values = split === null ? null : columns[split.feature]?.values;
    if (split === null || values == null) {
      builder.setLeaf(place, to - from, shareClasses(whole, trees));
      continue;
    }
    builder.setCover(place, to - from);
    const middle = partitionByValue(split, values, { order, from, to }, task.spare);
    const left = builder.split(place, split);
    open.push(
      { place: left + 1, from: middle, to, depth: depth + 1 },
      { place: left, from, to: middle, depth: depth + 1 },
    );
  }
  return builder.build();
}

function isPure(whole: Float64Array): boolean {
  let classes = 0;
  for (const weight of whole) if (weight > 0) classes += 1;
  return classes < 2;
}

function shareClasses(whole: Float64Array, trees: number): ArrayLike<number> {
  const total = whole.reduce((sum, weight) => sum + weight, 0) * trees;
  if (whole.length === 2) return [total > 0 ? (whole[1] ?? 0) / total : 0];
  return whole.map((weight) => (total > 0 ? weight / total : 0));
}

/** Tries columns in random order until enough of them could be cut; those that are constant here do not count. */
function chooseSplit(task: ClassTreeTask, rows: NodeRows & { depth: number }, whole: Float64Array): NodeSplit | null {
  const { columns, options, random, search } = task;
  const { untried } = search;
  const constant = inheritConstants(search, rows.depth);
  const wanted = options.columnsPerSplit || Math.max(1, Math.floor(Math.sqrt(columns.length)));
  let tried = 0;
  let best: FoundCut | null = null;
  if (options.kind === "random") markNode(task.space, rows);
  for (let left = untried.length; left > 0 && tried < wanted; left -= 1) {
    // A drawn column changes places with the last that was not; whatever order that leaves is as good for the next node.
    const at = Math.floor(random.fraction() * left);
    const drawn = untried[at] ?? 0;
    untried[at] = untried[left - 1] ?? 0;
    untried[left - 1] = drawn;
    const column = columns[drawn];
    if (column === undefined || constant[drawn] === 1) continue;
    const least: number = best?.purity ?? 0;
    const cut =
      options.kind === "extra" ? judgeCut(task, column, { rows, whole }) : bestOf(task, column, { rows, whole, least });
    if (cut === undefined) {
      constant[drawn] = 1;
      continue;
    }
    tried += 1;
    if (cut !== null && cut.purity > least) best = cut;
  }
  return best?.split ?? null;
}

/** Undefined where the column is constant, null where no cut is purer than what is known. */
function bestOf(
  task: ClassTreeTask,
  column: CutColumn,
  { rows, whole, least }: { rows: NodeRows; whole: Float64Array; least: number },
): FoundCut | null | undefined {
  const search = { rows, classes: task.rows, whole, leafRows: task.options.leafRows };
  const ranked = task.ranked.get(column.feature);
  if (ranked !== undefined) return findExactCut(ranked, task.space, search, least);
  const binned = task.binned.get(column.feature);
  if (binned === undefined || isConstant(binned.bins, rows)) return undefined;
  return findBestCut(
    { column: binned, levels: task.levels.get(column.feature)?.levels ?? null },
    task.counts,
    search,
    least,
  );
}

function isConstant(bins: Uint8Array, { order, from, to }: NodeRows): boolean {
  const first = bins[order[from] ?? 0];
  for (let i = from + 1; i < to; i += 1) if (bins[order[i] ?? 0] !== first) return false;
  return true;
}

/** Undefined where the column cannot be cut here, null where the cut leaves too few rows on a side. */
function judgeCut(
  task: ClassTreeTask,
  column: CutColumn,
  { rows, whole }: { rows: NodeRows; whole: Float64Array },
): FoundCut | null | undefined {
  const levels = task.levels.get(column.feature);
  if (levels !== undefined) {
    return drawLevelCut(task.random, levels, task.counts, {
      rows,
      classes: task.rows,
      whole,
      leafRows: task.options.leafRows,
    });
  }
  const split = drawCut(task.random, column, rows);
  if (split === null) return undefined;
  const { left } = task.counts;
  const count =
    split.set === null ? weighBelow(task, column.values, split, rows) : weighSet(task, column.values, split, rows);
  const { leafRows } = task.options;
  if (count < leafRows || rows.to - rows.from - count < leafRows) return null;
  return { purity: purityOfSides(left, whole), split };
}

/** Weights by class of the rows that go left, into `counts.left`; returns how many those are. */
function weighBelow(
  task: ClassTreeTask,
  values: Float64Array,
  split: NodeSplit,
  { order, from, to }: NodeRows,
): number {
  const { labels, weights } = task.rows;
  const { left } = task.counts;
  const { threshold, missingLeft } = split;
  let count = 0;
  left.fill(0);
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    const x = values[row] ?? Number.NaN;
    if (!(x <= threshold) && !(missingLeft && Number.isNaN(x))) continue;
    const label = labels[row] ?? 0;
    left[label] = (left[label] ?? 0) + (weights[row] ?? 0);
    count += 1;
  }
  return count;
}

function weighSet(task: ClassTreeTask, values: Float64Array, split: NodeSplit, { order, from, to }: NodeRows): number {
  const { labels, weights } = task.rows;
  const { left } = task.counts;
  let count = 0;
  left.fill(0);
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    if (!splitsLeft(split, values[row] ?? Number.NaN)) continue;
    const label = labels[row] ?? 0;
    left[label] = (left[label] ?? 0) + (weights[row] ?? 0);
    count += 1;
  }
  return count;
}
