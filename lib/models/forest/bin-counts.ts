import type { BinnedColumn } from "../trees/binned-columns.ts";
import type { ClassRows } from "./class-weights.ts";
import type { NodeRows } from "./node-rows.ts";

/** Weights by bin and class, and rows by bin, of one column in one node; used again and again. */
export interface BinCounts {
  readonly weights: Float64Array;
  readonly rows: Int32Array;
  /** Bins that the node has, ascending. */
  readonly bins: Int32Array;
  /** Weights by class on the left of a cut. */
  readonly left: Float64Array;
  readonly bestPurity: Float64Array;
}

const mostBins = 256;
/** So few bins are sorted by moving each to its place; of more, all that there could be are gone through. */
const fewBins = 24;

export function createBinCounts(classes: number): BinCounts {
  return {
    weights: new Float64Array(mostBins * classes),
    rows: new Int32Array(mostBins),
    bins: new Int32Array(mostBins),
    left: new Float64Array(classes),
    bestPurity: new Float64Array(1),
  };
}

/** Counts a node's rows by bin; returns how many bins it has. */
export function countBins(
  { bins, missing }: BinnedColumn,
  counts: BinCounts,
  { order, from, to }: NodeRows,
  rows: ClassRows,
): number {
  const { labels, weights, classes } = rows;
  if (classes === 2 && missing === 2) {
    const count = rows.even ? countEvenPair : countPair;
    if (count(bins, counts, { order, from, to }, rows)) return listPair(counts);
  }
  let met = 0;
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    const bin = bins[row] ?? 0;
    const before = counts.rows[bin] ?? 0;
    if (before === 0) counts.bins[met++] = bin;
    counts.rows[bin] = before + 1;
    const at = bin * classes + (labels[row] ?? 0);
    counts.weights[at] = (counts.weights[at] ?? 0) + (weights[row] ?? 0);
  }
  sortBins(counts, met);
  return met;
}

/**
 * Counts a column of zeros and ones in registers: through memory each row would wait for the one before it, and most
 * columns of one-hot tables are such. False, with nothing counted, where a value is missing.
 */
function countPair(
  bins: Uint8Array,
  counts: BinCounts,
  { order, from, to }: NodeRows,
  { labels, weights }: ClassRows,
): boolean {
  let ones = 0;
  let oneWeight = 0;
  let oneAttack = 0;
  let weight = 0;
  let attack = 0;
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    const bin = bins[row] ?? 0;
    if (bin > 1) return false;
    const own = weights[row] ?? 0;
    const bad = own * (labels[row] ?? 0);
    ones += bin;
    oneWeight += own * bin;
    oneAttack += bad * bin;
    weight += own;
    attack += bad;
  }
  counts.rows[0] = to - from - ones;
  counts.rows[1] = ones;
  counts.weights[0] = weight - oneWeight - (attack - oneAttack);
  counts.weights[1] = attack - oneAttack;
  counts.weights[2] = oneWeight - oneAttack;
  counts.weights[3] = oneAttack;
  return true;
}

/** As `countPair` where all rows count 1: half as much is read, and no row is asked whether its value is missing. */
function countEvenPair(
  bins: Uint8Array,
  counts: BinCounts,
  { order, from, to }: NodeRows,
  { labels }: ClassRows,
): boolean {
  let ones = 0;
  let oneAttack = 0;
  let attack = 0;
  let met = 0;
  for (let i = from; i < to; i += 1) {
    const row = order[i] ?? 0;
    const bin = bins[row] ?? 0;
    const label = labels[row] ?? 0;
    met |= bin;
    ones += bin;
    oneAttack += bin & label;
    attack += label;
  }
  if (met > 1) return false;
  counts.rows[0] = to - from - ones;
  counts.rows[1] = ones;
  counts.weights[0] = to - from - ones - (attack - oneAttack);
  counts.weights[1] = attack - oneAttack;
  counts.weights[2] = ones - oneAttack;
  counts.weights[3] = oneAttack;
  return true;
}

/** The bins that `countPair` found; what it wrote for one without rows is taken back. */
function listPair({ bins, rows, weights }: BinCounts): number {
  let met = 0;
  for (let bin = 0; bin < 2; bin += 1) {
    if ((rows[bin] ?? 0) > 0) bins[met++] = bin;
    else weights.fill(0, 2 * bin, 2 * bin + 2);
  }
  return met;
}

function sortBins({ bins, rows }: BinCounts, met: number): void {
  if (met > fewBins) {
    let place = 0;
    for (let bin = 0; bin < mostBins; bin += 1) if ((rows[bin] ?? 0) > 0) bins[place++] = bin;
    return;
  }
  for (let i = 1; i < met; i += 1) {
    const bin = bins[i] ?? 0;
    let place = i;
    for (; place > 0 && (bins[place - 1] ?? 0) > bin; place -= 1) bins[place] = bins[place - 1] ?? 0;
    bins[place] = bin;
  }
}

/** Empties what `countBins` filled, and nothing else. */
export function forgetBins({ bins, rows, weights }: BinCounts, met: number, classes: number): void {
  for (let i = 0; i < met; i += 1) {
    const bin = bins[i] ?? 0;
    rows[bin] = 0;
    for (let label = 0; label < classes; label += 1) weights[bin * classes + label] = 0;
  }
}

/** Adds the bin's weights to the left side; returns its rows. */
export function moveLeft({ left, weights, rows }: BinCounts, bin: number): number {
  const at = bin * left.length;
  for (let label = 0; label < left.length; label += 1) left[label] = (left[label] ?? 0) + (weights[at + label] ?? 0);
  return rows[bin] ?? 0;
}
