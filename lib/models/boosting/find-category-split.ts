import type { BinnedColumn } from "../trees/binned-columns.ts";
import { wordsPerSet } from "../trees/tree-ensemble.ts";
import { numbersPerBin } from "./histogram.ts";
import { type ColumnScan, gainOfSides, type SplitChoice, type SplitSide } from "./split-rules.ts";

/** Draws the answers of rare categories to zero, and the least support (in rows' worth of curvature) of one that counts. */
const smoothing = 10;

/**
 * The best set of categories: sorted by gradient over curvature, some set of neighbours from either end is the best of
 * all sets (Fisher 1958). What is missing counts as one more category. Categories with little support stay on the right.
 */
export function findCategorySplit(column: BinnedColumn, sums: Float64Array, scan: ColumnScan): SplitChoice | null {
  const ranked = rankCategories(column, sums, scan);
  if (ranked.length < 2) return null;
  // Together the two see each way to part the ranking once; which side rare categories join hangs on who sees it.
  const half = (ranked.length + 1) >>> 1;
  const upward = scanCategories(ranked.subarray(0, half), sums, scan);
  const reversed = Int32Array.from(ranked).reverse();
  const least = upward?.gain ?? scan.least;
  const downward = scanCategories(reversed.subarray(0, half - 1), sums, { ...scan, least });
  const best = downward ?? upward;
  if (best === null) return null;
  const members = (downward === null ? ranked : reversed).subarray(0, best.count);
  const missingRows = sums[scan.offset + column.missing * numbersPerBin + 2] ?? 0;
  const missingLeft = missingRows > 0 ? members.includes(column.missing) : 2 * best.left.rows > scan.node.rows;
  const set = new Uint32Array(wordsPerSet);
  for (const bin of members) setBit(set, bin);
  return { gain: best.gain, column: scan.index, bin: -1, set, missingLeft, left: best.left };
}

function setBit(set: Uint32Array, bit: number): void {
  set[bit >>> 5] = (set[bit >>> 5] ?? 0) | (1 << (bit & 31));
}

function rankCategories(column: BinnedColumn, sums: Float64Array, { node, offset }: ColumnScan): Int32Array {
  const support = node.rows / node.hessian;
  const bins: number[] = [];
  const ratio = new Float64Array(column.missing + 1);
  for (let bin = 0; bin <= column.missing; bin += 1) {
    const at = offset + bin * numbersPerBin;
    const hessian = sums[at + 1] ?? 0;
    if ((sums[at + 2] ?? 0) === 0 || hessian * support < smoothing) continue;
    ratio[bin] = (sums[at] ?? 0) / (hessian + smoothing);
    bins.push(bin);
  }
  return Int32Array.from(bins.sort((a, b) => (ratio[a] ?? 0) - (ratio[b] ?? 0) || a - b));
}

function scanCategories(
  ranked: Int32Array,
  sums: Float64Array,
  { node, rules, offset, least }: ColumnScan,
): { gain: number; count: number; left: SplitSide } | null {
  let best: { gain: number; count: number; left: SplitSide } | null = null;
  let gradient = 0;
  let hessian = 0;
  let rows = 0;
  for (let count = 1; count <= ranked.length; count += 1) {
    const at = offset + (ranked[count - 1] ?? 0) * numbersPerBin;
    gradient += sums[at] ?? 0;
    hessian += sums[at + 1] ?? 0;
    rows += sums[at + 2] ?? 0;
    if (rows < rules.leafRows || hessian < rules.leafHessian) continue;
    if (node.rows - rows < rules.leafRows || node.hessian - hessian < rules.leafHessian) break;
    const gain = gainOfSides(node, rules.l2, gradient, hessian, 0);
    if (gain > (best?.gain ?? least)) best = { gain, count, left: { gradient, hessian, rows } };
  }
  return best;
}
