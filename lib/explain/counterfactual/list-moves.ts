import { splitsByCategory, type TreeEnsemble } from "../../models/trees/tree-ensemble.ts";
import { nextDouble, nextFloat, previousFloat } from "../../stats/next-double.ts";

/** A column that people or the watched system could change. */
export interface ActionableColumn {
  readonly column: number;
  /** How dear a change of it is; changes with the least sum are looked for. */
  readonly weight: number;
  /** What the column can hold; without bounds where nothing is given. */
  readonly low?: number;
  readonly high?: number;
  /** Whether it holds whole numbers only. */
  readonly whole?: boolean;
  /** Whether it holds single-precision numbers only, as stored vectors do. */
  readonly single?: boolean;
  /** Number of categories; 0 or none = numeric. */
  readonly categories?: number;
}

/** One value that the column could have instead, just across one of the trees' cuts. */
export interface Move {
  readonly column: number;
  readonly weight: number;
  readonly value: number;
  /** How it is said: at most the bound, above it, or exactly that category. */
  readonly wanted: "atMost" | "above" | "equals";
  readonly bound: number;
}

/** By column the distinct values that the trees cut it at, ascending. Sets of categories have no cuts. */
export function listCuts(ensembles: readonly TreeEnsemble[]): ReadonlyMap<number, Float64Array> {
  const found = new Map<number, Set<number>>();
  for (const { feature, threshold, flags } of ensembles) {
    for (const [node, column] of feature.entries()) {
      if (column < 0 || ((flags[node] ?? 0) & splitsByCategory) !== 0) continue;
      const cuts = found.get(column) ?? new Set<number>();
      found.set(column, cuts.add(threshold[node] ?? 0));
    }
  }
  return new Map([...found].map(([column, cuts]) => [column, Float64Array.from(cuts).sort()]));
}

/**
 * A move of the column to a value that no cut is needed for, as near as the column can hold it; null where it may not
 * hold it or already does.
 */
export function moveTo(column: ActionableColumn, x: number, value: number): Move | null {
  if (Number.isNaN(x) || Number.isNaN(value)) return null;
  const held = value < x ? atMost(column, value) : value;
  const rounded = column.single === true ? Math.fround(held) : held;
  if (rounded === x || !mayHold(column, rounded, [])) return null;
  return { ...nameOf(column), value: rounded, wanted: value < x ? "atMost" : "above", bound: rounded };
}

/** Everything that the columns could hold instead and the trees would see, nearest values first. */
export function listMoves(
  row: Float64Array,
  actionable: readonly ActionableColumn[],
  cuts: ReadonlyMap<number, Float64Array>,
  most = Number.POSITIVE_INFINITY,
): Move[] {
  return actionable.flatMap((column) => {
    const x = row[column.column] ?? Number.NaN;
    if ((column.categories ?? 0) > 0) return listCategories(column, x);
    // What is missing could be anything; what it would have to be is no advice.
    if (Number.isNaN(x)) return [];
    const own = cuts.get(column.column) ?? new Float64Array(0);
    return [...spread(listLower(column, x, own), most), ...spread(listHigher(column, x, own), most)];
  });
}

/** At most so many of the moves: the nearest, the furthest and others evenly between them. */
function spread(moves: readonly Move[], most: number): readonly Move[] {
  if (moves.length <= most) return moves;
  return Array.from({ length: most }, (_, i) => Math.round((i * (moves.length - 1)) / (most - 1))).flatMap(
    (place) => moves[place] ?? [],
  );
}

function listCategories({ column, weight, categories = 0 }: ActionableColumn, x: number): Move[] {
  const moves: Move[] = [];
  for (let code = 0; code < categories; code += 1) {
    if (code !== x) moves.push({ column, weight, value: code, wanted: "equals", bound: code });
  }
  return moves;
}

function listLower(column: ActionableColumn, x: number, cuts: Float64Array): Move[] {
  const moves: Move[] = [];
  for (let i = cuts.length - 1; i >= 0; i -= 1) {
    const bound = cuts[i] ?? 0;
    const value = atMost(column, bound);
    if (bound < x && mayHold(column, value, moves)) moves.push({ ...nameOf(column), value, wanted: "atMost", bound });
  }
  return moves;
}

function listHigher(column: ActionableColumn, x: number, cuts: Float64Array): Move[] {
  const moves: Move[] = [];
  for (const bound of cuts) {
    if (bound < x || !Number.isFinite(bound)) continue;
    const value = above(column, bound);
    if (mayHold(column, value, moves)) moves.push({ ...nameOf(column), value, wanted: "above", bound });
  }
  return moves;
}

/** The largest number of the column that is no larger than the bound. */
function atMost({ whole, single }: ActionableColumn, bound: number): number {
  if (whole === true) return Math.floor(bound);
  if (single !== true) return bound;
  const near = Math.fround(bound);
  return near <= bound ? near : previousFloat(near);
}

/** The smallest number of the column that is larger than the bound. */
function above({ whole, single }: ActionableColumn, bound: number): number {
  if (whole === true) return Math.floor(bound) + 1;
  if (single !== true) return nextDouble(bound);
  const near = Math.fround(bound);
  return near > bound ? near : nextFloat(near);
}

function nameOf({ column, weight }: ActionableColumn): Pick<Move, "column" | "weight"> {
  return { column, weight };
}

/** Within the column's bounds, and not what the last move is: several cuts can lie between two whole numbers. */
function mayHold({ low, high }: ActionableColumn, value: number, moves: readonly Move[]): boolean {
  if (value < (low ?? Number.NEGATIVE_INFINITY) || value > (high ?? Number.POSITIVE_INFINITY)) return false;
  return Number.isFinite(value) && moves[moves.length - 1]?.value !== value;
}
