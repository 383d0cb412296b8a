import type { FeatureMatrix } from "../data/matrix.ts";

/** Why a column was left out; shown to people beside the model. */
export interface DroppedColumn {
  readonly name: string;
  readonly reason: "near-constant" | "correlated";
  /** The share of its most frequent value, or its correlation with the column that stays. */
  readonly value: number;
  /** The column that says the same. */
  readonly keptInstead?: string;
}

/** The columns in which one value (missing counts as one) has at least the given share of the rows. O(entries). */
export function nearConstantColumns(matrix: FeatureMatrix, share = 0.999): DroppedColumn[] {
  return matrix.columns.flatMap((column, j): DroppedColumn[] => {
    const counts = new Map<number, number>();
    let most = 0;
    for (const value of column) {
      const count = (counts.get(value) ?? 0) + 1;
      counts.set(value, count);
      if (count > most) most = count;
    }
    const value = most / matrix.rows;
    return value >= share ? [{ name: matrix.names[j] ?? "", reason: "near-constant", value }] : [];
  });
}

/**
 * The columns that another, earlier one says already: correlation (Pearson, by size, rows in which both are there) of
 * at least `limit`. Categories are left alone, as their codes are no numbers. O(columns^2 x rows).
 */
export function correlatedColumns(matrix: FeatureMatrix, limit = 0.98): DroppedColumn[] {
  const dropped: DroppedColumn[] = [];
  const kept: number[] = [];
  for (let j = 0; j < matrix.columns.length; j += 1) {
    if ((matrix.categories[j] ?? 0) > 0) continue;
    const column = matrix.columns[j] ?? new Float64Array(0);
    const twin = kept
      .map((k) => ({ k, value: Math.abs(correlation(matrix.columns[k] ?? column, column)) }))
      .find(({ value }) => value >= limit);
    if (twin === undefined) kept.push(j);
    else {
      const keptInstead = matrix.names[twin.k] ?? "";
      dropped.push({ name: matrix.names[j] ?? "", reason: "correlated", value: twin.value, keptInstead });
    }
  }
  return dropped;
}

/** 0 where one of them does not vary. */
function correlation(left: Float64Array, right: Float64Array): number {
  let rows = 0;
  let meanLeft = 0;
  let meanRight = 0;
  let squaresLeft = 0;
  let squaresRight = 0;
  let products = 0;
  for (let row = 0; row < left.length; row += 1) {
    const a = left[row] ?? Number.NaN;
    const b = right[row] ?? Number.NaN;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    rows += 1;
    const stepLeft = a - meanLeft;
    const stepRight = b - meanRight;
    meanLeft += stepLeft / rows;
    meanRight += stepRight / rows;
    squaresLeft += stepLeft * (a - meanLeft);
    squaresRight += stepRight * (b - meanRight);
    products += stepLeft * (b - meanRight);
  }
  const spread = Math.sqrt(squaresLeft * squaresRight);
  return spread > 0 ? products / spread : 0;
}

/** The matrix without the named columns. */
export function withoutColumns(matrix: FeatureMatrix, names: readonly string[]): FeatureMatrix {
  const stays = (_: unknown, j: number) => !names.includes(matrix.names[j] ?? "");
  return {
    rows: matrix.rows,
    names: matrix.names.filter(stays),
    columns: matrix.columns.filter(stays),
    categories: matrix.categories.filter(stays),
  };
}
