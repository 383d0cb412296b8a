import type { BinnedColumn } from "../trees/binned-columns.ts";
import { type BinCounts, countBins, forgetBins, moveLeft } from "./bin-counts.ts";
import { purityOfSides } from "./class-weights.ts";
import type { CutSearch, FoundCut } from "./cut-search.ts";
import { middleOf } from "./exact-cut.ts";
import { makeSet } from "./node-rows.ts";

/** A column whose bins hold one category, or one number, each. */
export interface CountedColumn {
  readonly column: BinnedColumn;
  /** The number of each bin; null of categories. */
  readonly levels: Float64Array | null;
}

/**
 * The cut of a counted column that leaves both sides purer than `least`, and purest; null where there is none or none that
 * leaves enough rows on each. Small nodes cost what they hold and not 256 bins: only bins that occur are gone through.
 */
export function findBestCut(
  { column, levels }: CountedColumn,
  counts: BinCounts,
  search: CutSearch,
  least: number,
): FoundCut | null {
  const met = countBins(column, counts, search.rows, search.classes);
  const found =
    levels === null
      ? findBestSet(column, counts, met, { search, least })
      : findBestThreshold({ column, levels }, counts, met, { search, least });
  forgetBins(counts, met, search.whole.length);
  return found;
}

interface Limits {
  readonly search: CutSearch;
  readonly least: number;
}

function findBestThreshold(
  { column, levels }: { column: BinnedColumn; levels: Float64Array },
  counts: BinCounts,
  met: number,
  { search, least }: Limits,
): FoundCut | null {
  // Bins ascend, so that what is missing is the last one.
  const hasMissing = counts.bins[met - 1] === column.missing;
  const present = hasMissing ? met - 1 : met;
  const right = scanBins(counts, present, { search, least, first: -1 });
  const rightPurity = counts.bestPurity[0] ?? 0;
  const left = hasMissing
    ? scanBins(counts, present, { search, least: right > 0 ? rightPurity : least, first: column.missing })
    : 0;
  const count = left > 0 ? left : right;
  if (count === 0) return null;
  const next = count < present ? levels[counts.bins[count] ?? 0] : undefined;
  // In the middle of the node's own neighbours, as where there are many values.
  const threshold = middleOf(levels[counts.bins[count - 1] ?? 0] ?? 0, next ?? Number.POSITIVE_INFINITY);
  const purity = left > 0 ? (counts.bestPurity[0] ?? 0) : rightPurity;
  return { purity, split: { feature: column.feature, threshold, missingLeft: left > 0, set: null } };
}

function findBestSet(column: BinnedColumn, counts: BinCounts, met: number, { search, least }: Limits): FoundCut | null {
  rankBins(counts, met, search.whole);
  const count = scanBins(counts, met, { search, least, first: -1 });
  if (count === 0) return null;
  const goes = new Set(counts.bins.subarray(0, count));
  // What was not there goes with the most rows.
  let leftRows = 0;
  for (const bin of goes) leftRows += counts.rows[bin] ?? 0;
  const missingThere = (counts.rows[column.missing] ?? 0) > 0;
  const missingLeft = missingThere ? goes.has(column.missing) : 2 * leftRows > search.rows.to - search.rows.from;
  const set = makeSet(column.missing, missingLeft, (code) => goes.has(code));
  return { purity: counts.bestPurity[0] ?? 0, split: { feature: column.feature, threshold: 0, missingLeft, set } };
}

/** Categories by their share of the node's most frequent class: exact for two classes (Breiman et al. 1984), good for more. */
function rankBins({ bins, weights }: BinCounts, met: number, whole: Float64Array): void {
  const main = whole.indexOf(Math.max(...whole));
  const share = (bin: number) => {
    const own = weights.subarray(bin * whole.length, (bin + 1) * whole.length);
    return (own[main] ?? 0) / own.reduce((sum, weight) => sum + weight, 0);
  };
  bins.subarray(0, met).sort((a, b) => share(a) - share(b) || a - b);
}

/**
 * After how many of the bins the cut is purest, 0 where no cut is purer than `least`; how pure stands in `bestPurity`. The
 * bin `first` is on the left from the beginning.
 */
function scanBins(counts: BinCounts, met: number, { search, least, first }: Limits & { first: number }): number {
  const { whole, leafRows, rows: node } = search;
  const { left, bins, rows } = counts;
  const total = node.to - node.from;
  left.fill(0);
  let onLeft = first < 0 ? 0 : moveLeft(counts, first);
  let best = least;
  let bestCount = 0;
  for (let count = 1; count <= met; count += 1) {
    const bin = bins[count - 1] ?? 0;
    moveLeft(counts, bin);
    onLeft += rows[bin] ?? 0;
    if (onLeft < leafRows) continue;
    if (total - onLeft < Math.max(1, leafRows)) break;
    const purity = purityOfSides(left, whole);
    if (purity > best) {
      best = purity;
      bestCount = count;
    }
  }
  counts.bestPurity[0] = best;
  return bestCount;
}
