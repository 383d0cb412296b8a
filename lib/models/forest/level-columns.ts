import type { Random } from "../../stats/random.ts";
import type { BinnedColumn } from "../trees/binned-columns.ts";
import type { NodeSplit } from "../trees/tree-builder.ts";
import { type BinCounts, countBins, forgetBins, moveLeft } from "./bin-counts.ts";
import { type ClassRows, purityOfSides } from "./class-weights.ts";
import type { FoundCut } from "./cut-search.ts";
import type { NodeRows } from "./node-rows.ts";
import { drawThreshold } from "./random-cut.ts";

/**
 * A column of so few different values that each has a bin of its own. Random cuts of it are judged by counting bins, one
 * pass over bytes, where others take two passes over doubles; the cuts are the same.
 */
export interface LevelColumn {
  readonly column: BinnedColumn;
  /** The value of each bin, ascending. */
  readonly levels: Float64Array;
}

/** The column's levels, null where a bin holds different values. */
export function findLevels(column: BinnedColumn, values: Float64Array): LevelColumn | null {
  if (column.categorical) return null;
  const levels = new Float64Array(column.missing).fill(Number.NaN);
  for (let row = 0; row < values.length; row += 1) {
    const x = values[row] ?? Number.NaN;
    const bin = column.bins[row] ?? 0;
    if (bin === column.missing) continue;
    const level = levels[bin] ?? Number.NaN;
    if (Number.isNaN(level)) levels[bin] = x;
    else if (level !== x) return null;
  }
  return { column, levels };
}

/** As `drawCut` and then weighing its left side: undefined where the column is constant, null where a side is too small. */
export function drawLevelCut(
  random: Random,
  { column, levels }: LevelColumn,
  counts: BinCounts,
  { rows, classes, whole, leafRows }: { rows: NodeRows; classes: ClassRows; whole: Float64Array; leafRows: number },
): FoundCut | null | undefined {
  const met = countBins(column, counts, rows, classes);
  const present = counts.bins[met - 1] === column.missing ? met - 1 : met;
  const missing = present < met ? (counts.rows[column.missing] ?? 0) : 0;
  const low = levels[counts.bins[0] ?? 0] ?? 0;
  const high = levels[counts.bins[present - 1] ?? 0] ?? 0;
  const split = present === 0 ? null : drawThreshold(random, column.feature, { low, high, missing });
  const purity =
    split === null
      ? undefined
      : judge(split, levels, counts, { present, column, whole, leafRows, total: rows.to - rows.from });
  forgetBins(counts, met, whole.length);
  if (split === null) return undefined;
  return purity === undefined ? null : { purity, split };
}

function judge(
  split: NodeSplit,
  levels: Float64Array,
  counts: BinCounts,
  limits: { present: number; column: BinnedColumn; whole: Float64Array; leafRows: number; total: number },
): number | undefined {
  counts.left.fill(0);
  let onLeft = split.missingLeft ? moveLeft(counts, limits.column.missing) : 0;
  for (let i = 0; i < limits.present; i += 1) {
    const bin = counts.bins[i] ?? 0;
    if ((levels[bin] ?? 0) > split.threshold) break;
    onLeft += moveLeft(counts, bin);
  }
  if (onLeft < limits.leafRows || limits.total - onLeft < limits.leafRows) return undefined;
  return purityOfSides(counts.left, limits.whole);
}
