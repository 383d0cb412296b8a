import type { BinnedColumn, BinnedColumns } from "../trees/binned-columns.ts";
import { findCategorySplit } from "./find-category-split.ts";
import { numbersPerBin } from "./histogram.ts";
import {
  type ColumnScan,
  gainOfSides,
  type NodeSums,
  type SplitChoice,
  type SplitRules,
  type SplitSide,
} from "./split-rules.ts";

/** The split of a node that lowers the loss most, null where none is allowed. The first of equals is taken. */
export function findSplit(
  binned: BinnedColumns,
  sums: Float64Array,
  { node, rules, allowed }: { node: NodeSums; rules: SplitRules; allowed: Uint8Array },
): SplitChoice | null {
  let best: SplitChoice | null = null;
  for (let index = 0; index < binned.columns.length; index += 1) {
    const column = binned.columns[index];
    if (column === undefined || allowed[index] === 0) continue;
    const scan = { node, rules, index, offset: (binned.offsets[index] ?? 0) * numbersPerBin };
    const least: number = best === null ? rules.leastGain : best.gain;
    const found: SplitChoice | null = column.categorical
      ? findCategorySplit(column, sums, { ...scan, least })
      : findNumericSplit(column, sums, { ...scan, least });
    if (found !== null) best = found;
  }
  return best;
}

function findNumericSplit(column: BinnedColumn, sums: Float64Array, scan: ColumnScan): SplitChoice | null {
  const { node, index, offset } = scan;
  const missingAt = offset + column.missing * numbersPerBin;
  const missing = { gradient: sums[missingAt] ?? 0, hessian: sums[missingAt + 1] ?? 0, rows: sums[missingAt + 2] ?? 0 };
  const direction = scan.rules.monotone[column.feature] ?? 0;
  const none = { gradient: 0, hessian: 0, rows: 0 };
  const right = scanBins(column, sums, { ...scan, direction, start: none });
  if (missing.rows === 0) {
    return right && { ...right, column: index, missingLeft: 2 * right.left.rows > node.rows, set: null };
  }
  const left = scanBins(column, sums, { ...scan, direction, start: missing, least: right?.gain ?? scan.least });
  const best = left ?? right;
  return best && { ...best, column: index, missingLeft: left !== null, set: null };
}

/** Tries a cut after each bin, with `start` on the left from the beginning. */
function scanBins(
  column: BinnedColumn,
  sums: Float64Array,
  { node, rules, offset, start, least, direction }: ColumnScan & { start: SplitSide; direction: number },
): { gain: number; bin: number; left: SplitSide } | null {
  let { gradient, hessian, rows } = start;
  let bestGain = least;
  let bestBin = -1;
  let best = start;
  for (let bin = 0; bin < column.missing; bin += 1) {
    const at = offset + bin * numbersPerBin;
    const here = sums[at + 2] ?? 0;
    if (here === 0) continue;
    gradient += sums[at] ?? 0;
    hessian += sums[at + 1] ?? 0;
    rows += here;
    if (rows < rules.leafRows || hessian < rules.leafHessian) continue;
    if (node.rows - rows < rules.leafRows || node.hessian - hessian < rules.leafHessian) break;
    const gain = gainOfSides(node, rules.l2, gradient, hessian, direction);
    if (gain > bestGain) {
      bestGain = gain;
      bestBin = bin;
      best = { gradient, hessian, rows };
    }
  }
  return bestBin < 0 ? null : { gain: bestGain, bin: bestBin, left: best };
}
