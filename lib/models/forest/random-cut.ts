import type { Random } from "../../stats/random.ts";
import type { NodeSplit } from "../trees/tree-builder.ts";
import { findRange, makeSet, type NodeRows } from "./node-rows.ts";

export interface CutColumn {
  readonly feature: number;
  readonly values: Float64Array;
  /** 0 = numeric. */
  readonly categories: number;
}

/**
 * A cut of the column at a random place between its smallest and largest value in the node, or a random half of the
 * categories there; null where the node's rows do not differ. What is missing goes to a random side.
 */
export function drawCut(random: Random, column: CutColumn, rows: NodeRows): NodeSplit | null {
  if (column.categories > 0) return drawSet(random, column, rows);
  const { low, high, present } = findRange(column.values, rows);
  return present === 0
    ? null
    : drawThreshold(random, column.feature, { low, high, missing: rows.to - rows.from - present });
}

/** A random cut between the smallest and the largest value of rows of which some may be missing. */
export function drawThreshold(
  random: Random,
  feature: number,
  { low, high, missing }: { low: number; high: number; missing: number },
): NodeSplit | null {
  if (low === high) return missing === 0 ? null : { feature, threshold: high, missingLeft: false, set: null };
  const at = low + random.fraction() * (high - low);
  // Rounding, or an infinite range, can give the upper end, which would leave the right side empty.
  const threshold = at < high ? at : low;
  return { feature, threshold, missingLeft: missing > 0 && random.fraction() < 0.5, set: null };
}

function drawSet(
  random: Random,
  { feature, values, categories }: CutColumn,
  { order, from, to }: NodeRows,
): NodeSplit | null {
  const there = new Uint8Array(categories + 1);
  for (let i = from; i < to; i += 1) {
    const code = values[order[i] ?? 0] ?? Number.NaN;
    there[Number.isNaN(code) ? categories : code] = 1;
  }
  const codes = [...there.keys()].filter((code) => there[code] === 1);
  if (codes.length < 2) return null;
  const side = Uint8Array.from({ length: categories + 1 }, () => Number(random.fraction() < 0.5));
  // Where chance has put all on one side, one of them changes it.
  if (codes.every((code) => side[code] === side[codes[0] ?? 0])) {
    const moved = codes[Math.floor(random.fraction() * codes.length)] ?? 0;
    side[moved] = 1 - (side[moved] ?? 0);
  }
  const missingLeft = side[categories] === 1;
  return { feature, threshold: 0, missingLeft, set: makeSet(categories, missingLeft, (code) => side[code] === 1) };
}
