import type { BinnedColumn, BinnedColumns } from "../trees/binned-columns.ts";
import { createTreeBuilder, type TreeBuilder } from "../trees/tree-builder.ts";
import { type GrownTree, wordsPerSet } from "../trees/tree-ensemble.ts";
import { findSplit } from "./find-split.ts";
import { fillHistogram, numbersPerBin, type RowSums, subtractHistogram } from "./histogram.ts";
import { partitionRows } from "./partition-rows.ts";
import type { RowPlaces } from "./row-places.ts";
import { bestAnswer, fallOfLoss, type NodeSums, type SplitChoice, type SplitRules } from "./split-rules.ts";

export interface GrowthRules extends SplitRules {
  readonly mostLeaves: number;
  readonly mostDepth: number;
  readonly learningRate: number;
}

/** A node whose rows are order[from, to). */
interface OpenNode {
  readonly place: number;
  readonly depth: number;
  readonly from: number;
  readonly to: number;
  readonly sums: NodeSums;
  /** Null where the node cannot be split any more; then nobody needs its histogram. */
  readonly histogram: Float64Array | null;
  readonly choice: SplitChoice | null;
}

/** The rows that ended in a leaf, order[from, to), and what it answers them. */
export interface LeafRows {
  readonly from: number;
  readonly to: number;
  readonly answer: number;
}

/** What growing a tree after the other needs again and again. */
export interface GrowthSpace {
  readonly binned: BinnedColumns;
  readonly places: RowPlaces;
  readonly rows: RowSums;
  readonly spare: Int32Array;
  /** Histograms that are free. */
  readonly pool: Float64Array[];
}

/**
 * Grows one tree on the rows order[0, rows), best split first, and leaves `order` sorted by leaf. Of two children only
 * the smaller one's histogram is summed up; the other is what remains of the parent's. O(rows x columns) a level at most.
 */
export function growTree(
  space: GrowthSpace,
  { rows, rules, allowed }: { rows: number; rules: GrowthRules; allowed: Uint8Array },
): { tree: GrownTree; leaves: readonly LeafRows[] } {
  const builder = createTreeBuilder(1);
  const open = [openRoot(space, { rows, rules, allowed })];
  while (open.length < rules.mostLeaves) {
    const next = indexOfBest(open);
    const node = open[next];
    if (node?.choice == null) break;
    const last = open.length + 1 >= rules.mostLeaves;
    const children = splitNode(space, { node, choice: node.choice, rules, allowed, builder, last });
    open.splice(next, 1, ...children);
  }
  const leaves = open.map((node) => {
    release(space, node.histogram);
    const { gradient, hessian, lower, upper } = node.sums;
    const answer = rules.learningRate * bestAnswer(gradient, hessian, rules.l2, lower, upper);
    builder.setLeaf(node.place, node.sums.rows, [answer]);
    return { from: node.from, to: node.to, answer };
  });
  return { tree: builder.build(), leaves };
}

function indexOfBest(open: readonly OpenNode[]): number {
  let best = 0;
  for (let i = 1; i < open.length; i += 1) {
    if ((open[i]?.choice?.gain ?? 0) > (open[best]?.choice?.gain ?? 0)) best = i;
  }
  return best;
}

function openRoot(
  space: GrowthSpace,
  { rows, rules, allowed }: { rows: number; rules: GrowthRules; allowed: Uint8Array },
): OpenNode {
  let gradient = 0;
  let hessian = 0;
  for (let i = 0; i < rows; i += 1) {
    gradient += space.rows.gradient[space.rows.order[i] ?? 0] ?? 0;
    hessian += space.rows.hessian[space.rows.order[i] ?? 0] ?? 0;
  }
  const sums = sumNode({ gradient, hessian, rows }, rules.l2, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const histogram = takeHistogram(space);
  fillHistogram(space.places, space.binned.offsets, space.rows, { from: 0, to: rows, sums: histogram });
  const choice = findSplit(space.binned, histogram, { node: sums, rules, allowed });
  return { place: 0, depth: 0, from: 0, to: rows, sums, histogram, choice };
}

function sumNode(
  { gradient, hessian, rows }: { gradient: number; hessian: number; rows: number },
  l2: number,
  lower: number,
  upper: number,
): NodeSums {
  const fall = fallOfLoss(gradient, hessian, l2, bestAnswer(gradient, hessian, l2, lower, upper));
  return { gradient, hessian, rows, lower, upper, fall };
}

interface Splitting {
  readonly node: OpenNode;
  readonly choice: SplitChoice;
  readonly rules: GrowthRules;
  readonly allowed: Uint8Array;
  readonly builder: TreeBuilder;
  /** No split will follow, so that no child needs a histogram. */
  readonly last: boolean;
}

function splitNode(space: GrowthSpace, splitting: Splitting): [OpenNode, OpenNode] {
  const { node, choice, rules, allowed, builder, last } = splitting;
  const column = space.binned.columns[choice.column];
  if (column === undefined) throw new RangeError(`There is no column ${choice.column}.`);
  const { from, to, depth } = node;
  const middle = partitionRows(column, choice, { order: space.rows.order, spare: space.spare, from, to });
  builder.setCover(node.place, node.sums.rows);
  const place = builder.split(node.place, {
    feature: column.feature,
    threshold: column.edges[choice.bin] ?? Number.POSITIVE_INFINITY,
    missingLeft: choice.missingLeft,
    set: choice.set && coverUnseen(choice.set, column, choice.missingLeft),
  });
  const sums = sumChildren(node.sums, choice, { l2: rules.l2, direction: rules.monotone[column.feature] ?? 0 });
  const mayGrow = (side: NodeSums) =>
    !last && depth + 1 < rules.mostDepth && side.rows >= 2 * rules.leafRows && side.hessian >= 2 * rules.leafHessian;
  const grows = [mayGrow(sums[0]), mayGrow(sums[1])] as const;
  const histograms = shareHistogram(space, { parent: node.histogram, from, middle, to, needed: grows[0] || grows[1] });
  const child = (side: 0 | 1): OpenNode => {
    const histogram = histograms[side];
    const bounds = side === 0 ? { from, to: middle } : { from: middle, to };
    const searched = histogram !== null && grows[side];
    const split = searched ? findSplit(space.binned, histogram, { node: sums[side], rules, allowed }) : null;
    if (split === null) release(space, histogram);
    const kept = split === null ? null : histogram;
    return { place: place + side, depth: depth + 1, ...bounds, sums: sums[side], histogram: kept, choice: split };
  };
  return [child(0), child(1)];
}

/** Sums of the two children; a monotone split bounds their answers by the middle between them. */
function sumChildren(
  parent: NodeSums,
  { left }: SplitChoice,
  { l2, direction }: { l2: number; direction: number },
): [NodeSums, NodeSums] {
  const right = {
    gradient: parent.gradient - left.gradient,
    hessian: parent.hessian - left.hessian,
    rows: parent.rows - left.rows,
  };
  const { lower, upper } = parent;
  if (direction === 0) return [sumNode(left, l2, lower, upper), sumNode(right, l2, lower, upper)];
  const leftAnswer = bestAnswer(left.gradient, left.hessian, l2, lower, upper);
  const rightAnswer = bestAnswer(right.gradient, right.hessian, l2, lower, upper);
  const middle = (leftAnswer + rightAnswer) / 2;
  return direction > 0
    ? [sumNode(left, l2, lower, middle), sumNode(right, l2, middle, upper)]
    : [sumNode(left, l2, middle, upper), sumNode(right, l2, lower, middle)];
}

function shareHistogram(
  space: GrowthSpace,
  {
    parent,
    from,
    middle,
    to,
    needed,
  }: {
    parent: Float64Array | null;
    from: number;
    middle: number;
    to: number;
    needed: boolean;
  },
): [Float64Array | null, Float64Array | null] {
  if (parent === null || !needed) {
    release(space, parent);
    return [null, null];
  }
  const smaller = takeHistogram(space);
  const leftIsSmaller = middle - from <= to - middle;
  const range = leftIsSmaller ? { from, to: middle } : { from: middle, to };
  fillHistogram(space.places, space.binned.offsets, space.rows, { ...range, sums: smaller });
  subtractHistogram(parent, smaller);
  return leftIsSmaller ? [smaller, parent] : [parent, smaller];
}

function takeHistogram({ pool, binned }: GrowthSpace): Float64Array {
  return pool.pop() ?? new Float64Array((binned.offsets[binned.columns.length] ?? 0) * numbersPerBin);
}

function release({ pool }: GrowthSpace, histogram: Float64Array | null): void {
  if (histogram !== null) pool.push(histogram);
}

/** A set of bins as a set of codes: what the fit has not seen goes where the missing goes. */
function coverUnseen(bins: Uint32Array, column: BinnedColumn, missingLeft: boolean): Uint32Array {
  const set = new Uint32Array(wordsPerSet);
  for (let code = 0; code < wordsPerSet * 32; code += 1) {
    const word = code >>> 5;
    const bit = 1 << (code & 31);
    const left = column.seen[code] === 1 ? ((bins[word] ?? 0) & bit) !== 0 : missingLeft;
    if (left) set[word] = (set[word] ?? 0) | bit;
  }
  return set;
}
