import type { BinnedColumn } from "../trees/binned-columns.ts";
import type { NodeSplit } from "../trees/tree-builder.ts";
import { type ClassRows, purityOfSides } from "./class-weights.ts";
import { makeSet, type NodeRows } from "./node-rows.ts";

/** Weights by bin and class, and rows by bin, of one column in one node; used again and again. */
export interface BinCounts {
  readonly weights: Float64Array;
  readonly rows: Int32Array;
  /** Bins that the node has, ascending once they are sorted. */
  readonly bins: Int32Array;
}

export function createBinCounts(classes: number): BinCounts {
  return { weights: new Float64Array(256 * classes), rows: new Int32Array(256), bins: new Int32Array(256) };
}

export interface FoundCut {
  readonly purity: number;
  readonly split: NodeSplit;
}

/**
 * The cut of a binned column that leaves both sides purest, null where none leaves enough rows on each. Small nodes cost
 * what they hold and not 256 bins: only the bins that occur are sorted and gone through.
 */
export function findBestCut(
  column: BinnedColumn,
  counts: BinCounts,
  { rows, classes, whole, leafRows }: { rows: NodeRows; classes: ClassRows; whole: Float64Array; leafRows: number },
): FoundCut | null {
  const bins = countBins(column, counts, rows, classes);
  const ordered = column.categorical ? rankBins(bins, counts, whole) : bins;
  const present = column.categorical ? ordered : ordered.filter((bin) => bin !== column.missing);
  const hasMissing = !column.categorical && present.length < ordered.length;
  const limits = { whole, least: leafRows, total: rows.to - rows.from };
  const right = scanBins(present, counts, { ...limits, first: -1 });
  const left = hasMissing ? scanBins(present, counts, { ...limits, first: column.missing }) : null;
  const missingLeft = left !== null && left.purity > (right?.purity ?? 0);
  const best = missingLeft ? left : right;
  for (const bin of bins) {
    counts.rows[bin] = 0;
    counts.weights.fill(0, bin * whole.length, (bin + 1) * whole.length);
  }
  if (best === null) return null;
  return {
    purity: best.purity,
    split: nameSplit(column, present.subarray(0, best.count), missingLeft, best.leftShare),
  };
}

function nameSplit(column: BinnedColumn, members: Int32Array, missingLeft: boolean, leftShare: number): NodeSplit {
  const { feature, missing, edges } = column;
  if (!column.categorical) {
    const threshold = edges[members[members.length - 1] ?? 0] ?? Number.POSITIVE_INFINITY;
    return { feature, threshold, missingLeft, set: null };
  }
  const goes = new Set(members);
  const missingGoes = goes.has(missing) || leftShare > 0.5;
  return {
    feature,
    threshold: 0,
    missingLeft: missingGoes,
    set: makeSet(missing, missingGoes, (code) => goes.has(code)),
  };
}

function countBins(
  { bins }: BinnedColumn,
  counts: BinCounts,
  { order, from, to }: NodeRows,
  rows: ClassRows,
): Int32Array {
  const { labels, weights, classes } = rows;
  let met = 0;
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    const bin = bins[row] ?? 0;
    if (counts.rows[bin] === 0) counts.bins[met++] = bin;
    counts.rows[bin] = (counts.rows[bin] ?? 0) + 1;
    const at = bin * classes + (labels[row] ?? 0);
    counts.weights[at] = (counts.weights[at] ?? 0) + (weights[row] ?? 0);
  }
  return counts.bins.subarray(0, met).sort();
}

/** Categories by their share of the node's most frequent class: exact for two classes (Breiman et al. 1984), good for more. */
function rankBins(bins: Int32Array, { weights }: BinCounts, whole: Float64Array): Int32Array {
  const main = whole.indexOf(Math.max(...whole));
  const share = (bin: number) => {
    const own = weights.subarray(bin * whole.length, (bin + 1) * whole.length);
    return (own[main] ?? 0) / own.reduce((sum, weight) => sum + weight, 0);
  };
  return Int32Array.from(bins).sort((a, b) => share(a) - share(b) || a - b);
}

function scanBins(
  bins: Int32Array,
  counts: BinCounts,
  { whole, least, total, first }: { whole: Float64Array; least: number; total: number; first: number },
): { purity: number; count: number; leftShare: number } | null {
  const left = new Float64Array(whole.length);
  let rows = 0;
  let best: { purity: number; count: number; leftShare: number } | null = null;
  const add = (bin: number) => {
    rows += counts.rows[bin] ?? 0;
    for (let label = 0; label < left.length; label += 1)
      left[label] = (left[label] ?? 0) + (counts.weights[bin * left.length + label] ?? 0);
  };
  if (first >= 0) add(first);
  for (let count = 1; count <= bins.length; count += 1) {
    add(bins[count - 1] ?? 0);
    if (rows < least) continue;
    if (total - rows < Math.max(1, least)) break;
    const purity = purityOfSides(left, whole);
    if (purity > (best?.purity ?? 0)) best = { purity, count, leftShare: rows / total };
  }
  return best;
}
