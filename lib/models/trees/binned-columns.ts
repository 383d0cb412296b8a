import type { FeatureMatrix } from "../data/matrix.ts";
import { findBin, findBinEdges } from "./bin-edges.ts";
import { mostCategories } from "./tree-ensemble.ts";

/** A column as bins. Its last bin, number `missing`, holds what is missing. */
export interface BinnedColumn {
  /** Which column of the matrix it is. */
  readonly feature: number;
  /** One bin per row. */
  readonly bins: Uint8Array;
  /** Bin b of a numeric column holds the values up to edges[b]; empty of a categorical one, whose bins are its codes. */
  readonly edges: Float64Array;
  readonly missing: number;
  readonly categorical: boolean;
  /** Per code of a categorical column 1 where the rows of the fit have it; empty of a numeric one. */
  readonly seen: Uint8Array;
}

/** A matrix in bins. Columns that never vary can part nothing and are left out. */
export interface BinnedColumns {
  readonly columns: readonly BinnedColumn[];
  /** Where each column's bins begin among the bins of all, and at last how many there are. */
  readonly offsets: Int32Array;
}

/**
 * Bins of all rows, with cuts learnt from the first `fitRows` of them. At most `bins` (<= 255) a column, fewer where the
 * columns are so many that a place would not fit in 16 bits. RangeError: a category that is no code.
 */
export function binColumns(matrix: FeatureMatrix, fitRows: number, bins: number): BinnedColumns {
  const most = Math.max(2, Math.min(bins, Math.floor(65_535 / Math.max(1, matrix.columns.length)) - 1));
  const columns: BinnedColumn[] = [];
  for (const [feature, values] of matrix.columns.entries()) {
    const categories = matrix.categories[feature] ?? 0;
    const column =
      categories > 0
        ? binCodes(values, { feature, categories, fitRows, name: matrix.names[feature] ?? "" })
        : binNumbers(values, { feature, fitRows, most });
    if (varies(column.bins, fitRows)) columns.push(column);
  }
  const offsets = new Int32Array(columns.length + 1);
  for (const [index, column] of columns.entries()) offsets[index + 1] = (offsets[index] ?? 0) + column.missing + 1;
  return { columns, offsets };
}

function binNumbers(
  values: Float64Array,
  { feature, fitRows, most }: { feature: number; fitRows: number; most: number },
): BinnedColumn {
  const edges = findBinEdges(values, fitRows, most);
  const missing = edges.length + 1;
  const bins = new Uint8Array(values.length);
  let last = Number.NaN;
  let bin = missing;
  for (let row = 0; row < values.length; row += 1) {
    const x = values[row] ?? Number.NaN;
    if (x !== last) {
      // Neighbouring rows often agree, and then the search is spared. NaN differs from everything, itself included.
      bin = Number.isNaN(x) ? missing : findBin(edges, x);
      last = x;
    }
    bins[row] = bin;
  }
  return { feature, bins, edges, missing, categorical: false, seen: new Uint8Array(0) };
}

function binCodes(
  values: Float64Array,
  { feature, categories, fitRows, name }: { feature: number; categories: number; fitRows: number; name: string },
): BinnedColumn {
  if (categories > mostCategories) {
    throw new RangeError(`Column ${name} has ${categories} categories; at most ${mostCategories} can be split by.`);
  }
  const bins = new Uint8Array(values.length);
  const seen = new Uint8Array(categories);
  for (let row = 0; row < values.length; row += 1) {
    const code = values[row] ?? Number.NaN;
    if (!Number.isNaN(code) && !(Number.isInteger(code) && code >= 0 && code < categories)) {
      throw new RangeError(`Column ${name} holds ${code}, which is not one of its ${categories} codes.`);
    }
    bins[row] = Number.isNaN(code) ? categories : code;
    if (row < fitRows && !Number.isNaN(code)) seen[code] = 1;
  }
  return { feature, bins, edges: new Float64Array(0), missing: categories, categorical: true, seen };
}

function varies(bins: Uint8Array, rows: number): boolean {
  const first = bins[0];
  for (let row = 1; row < rows; row += 1) if (bins[row] !== first) return true;
  return false;
}
