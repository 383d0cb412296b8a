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
  const missingRows = sums[offset + column.missing * numbersPerBin + 2] ?? 0;
  const direction = scan.rules.monotone[column.feature] ?? 0;
  const right = scanBins(column, sums, { ...scan, direction, from: "left" });
  if (missingRows === 0) {
    return right && { ...right, column: index, missingLeft: 2 * right.left.rows > node.rows, set: null };
  }
  const left = scanBins(column, sums, { ...scan, direction, from: "right", least: right?.gain ?? scan.least });
  const best = left ?? right;
  return best && { ...best, column: index, missingLeft: left !== null, set: null };
}

/**
 * Tries a cut beside each bin, summing up bins from one side; what is missing is on the other. Where bins are empty several
 * cuts are equally good, and the one that is met first is taken, as scikit-learn does.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop over bins; the rule counts every ?? as a branch.
function scanBins(
  column: BinnedColumn,
  sums: Float64Array,
  { node, rules, offset, from, least, direction }: ColumnScan & { from: "left" | "right"; direction: number },
): { gain: number; bin: number; left: SplitSide } | null {
  const ascends = from === "left";
  let gradient = 0;
  let hessian = 0;
  let rows = 0;
  let best: { gain: number; bin: number; left: SplitSide } | null = null;
  const cuts = ascends ? column.missing : column.missing - 1;
  for (let cut = 0; cut < cuts; cut += 1) {
    const bin = ascends ? cut : column.missing - 1 - cut;
    const at = offset + bin * numbersPerBin;
    const here = sums[at + 2] ?? 0;
    if (here === 0) continue;
    gradient += sums[at] ?? 0;
    hessian += sums[at + 1] ?? 0;
    rows += here;
    if (rows < rules.leafRows || hessian < rules.leafHessian) continue;
    if (node.rows - rows < rules.leafRows || node.hessian - hessian < rules.leafHessian) break;
    const leftGradient = ascends ? gradient : node.gradient - gradient;
    const leftHessian = ascends ? hessian : node.hessian - hessian;
    const gain = gainOfSides(node, rules.l2, leftGradient, leftHessian, direction);
    if (gain > (best?.gain ?? least)) {
      const left = { gradient: leftGradient, hessian: leftHessian, rows: ascends ? rows : node.rows - rows };
      best = { gain, bin: ascends ? bin : bin - 1, left };
    }
  }
  return best;
}
