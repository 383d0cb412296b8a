import type { Random } from "../../stats/random.ts";
import type { BinnedColumn } from "../trees/binned-columns.ts";
import { createTreeBuilder, type NodeSplit } from "../trees/tree-builder.ts";
import type { GrownTree } from "../trees/tree-ensemble.ts";
import { type BinCounts, type FoundCut, findBestCut } from "./best-cut.ts";
import { type ClassRows, purityOfSides, sumClasses } from "./class-weights.ts";
import type { ForestOptions } from "./forest-options.ts";
import { type NodeRows, partitionByValue, splitsLeft } from "./node-rows.ts";
import { type CutColumn, drawCut } from "./random-cut.ts";

export interface ClassTreeTask {
  readonly columns: readonly CutColumn[];
  /** By column of the matrix; only a random forest needs them. */
  readonly binned: ReadonlyMap<number, BinnedColumn>;
  readonly counts: BinCounts;
  readonly rows: ClassRows;
  readonly order: Int32Array;
  readonly spare: Int32Array;
  readonly options: ForestOptions;
  readonly random: Random;
  /** What a leaf's shares are divided by. */
  readonly trees: number;
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
    const split = mayGrow ? chooseSplit(task, { order, from, to }, whole) : null;
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
function chooseSplit(task: ClassTreeTask, rows: NodeRows, whole: Float64Array): NodeSplit | null {
  const { columns, options, random } = task;
  const wanted = options.columnsPerSplit || Math.max(1, Math.floor(Math.sqrt(columns.length)));
  const untried = Int32Array.from(columns.keys());
  let tried = 0;
  let best: FoundCut | null = null;
  for (let left = untried.length; left > 0 && tried < wanted; left -= 1) {
    const at = Math.floor(random.fraction() * left);
    const column = columns[untried[at] ?? 0];
    untried[at] = untried[left - 1] ?? 0;
    if (column === undefined) continue;
    const cut: FoundCut | null =
      options.kind === "extra" ? drawJudged(task, column, rows, whole) : bestOf(task, column, rows, whole);
    if (cut === null) continue;
    tried += 1;
    if (cut.purity > (best?.purity ?? 0)) best = cut;
  }
  return best?.split ?? null;
}

function bestOf(task: ClassTreeTask, column: CutColumn, rows: NodeRows, whole: Float64Array): FoundCut | null {
  const binned = task.binned.get(column.feature);
  if (binned === undefined) return null;
  return findBestCut(binned, task.counts, { rows, classes: task.rows, whole, leafRows: task.options.leafRows });
}

const mostClasses = 256;
const leftWeights = new Float64Array(mostClasses);

function drawJudged(task: ClassTreeTask, column: CutColumn, rows: NodeRows, whole: Float64Array): FoundCut | null {
  const split = drawCut(task.random, column, rows);
  if (split === null) return null;
  const { labels, weights } = task.rows;
  const { values } = column;
  const left = leftWeights.subarray(0, whole.length).fill(0);
  let count = 0;
  for (let i = rows.from; i < rows.to; i += 1) {
    const row = rows.order[i] ?? 0;
    if (!splitsLeft(split, values[row] ?? Number.NaN)) continue;
    const label = labels[row] ?? 0;
    left[label] = (left[label] ?? 0) + (weights[row] ?? 0);
    count += 1;
  }
  const { leafRows } = task.options;
  if (count < leafRows || rows.to - rows.from - count < leafRows) return null;
  return { purity: purityOfSides(left, whole), split };
}
