/**
 * What learners are given: numbers by column. Column-major, because histograms, scalers and filters go through one
 * feature at a time; a row that is scored alone never becomes a matrix.
 */
export interface FeatureMatrix {
  readonly rows: number;
  readonly names: readonly string[];
  /** One array of `rows` numbers for each name; NaN = missing. Categorical columns hold the codes 0 to n - 1. */
  readonly columns: readonly Float64Array[];
  /** Number of categories of each column; 0 = numeric. */
  readonly categories: readonly number[];
}

/**
 * The rows with the given indices, in their order; an index may come more than once (over-sampling). O(indices x
 * columns), a copy. RangeError: an index is not a row.
 */
export function takeRows(matrix: FeatureMatrix, indices: Int32Array): FeatureMatrix {
  for (const row of indices) {
    if (row < 0 || row >= matrix.rows) throw new RangeError(`Row ${row} is not one of ${matrix.rows}.`);
  }
  return {
    rows: indices.length,
    names: matrix.names,
    columns: matrix.columns.map((column) => takeValues(column, indices)),
    categories: matrix.categories,
  };
}

/** The values at the given places, in their order. */
export function takeValues(values: Float64Array, indices: Int32Array): Float64Array {
  const taken = new Float64Array(indices.length);
  for (let i = 0; i < indices.length; i += 1) taken[i] = values[indices[i] ?? 0] ?? Number.NaN;
  return taken;
}

/** The rows of one matrix and then those of another with the same columns. RangeError: columns that differ. */
export function joinRows(first: FeatureMatrix, second: FeatureMatrix): FeatureMatrix {
  if (first.names.join("\n") !== second.names.join("\n")) throw new RangeError("The matrices have other columns.");
  return {
    ...first,
    rows: first.rows + second.rows,
    columns: first.columns.map((column, j) => {
      const joined = new Float64Array(first.rows + second.rows);
      joined.set(column);
      joined.set(second.columns[j] ?? [], first.rows);
      return joined;
    }),
  };
}
