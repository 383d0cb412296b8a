import type { FeatureMatrix } from "./matrix.ts";

/**
 * The matrix of feature vectors as scoring stores them: row-major, one vector of `names.length` numbers after the other.
 * `categories` names the columns that hold codes with their number of codes. O(numbers). RangeError: a part of a vector
 * is left over.
 */
export function matrixOfVectors(
  vectors: Float32Array,
  names: readonly string[],
  categories: Readonly<Record<string, number>> = {},
): FeatureMatrix {
  const width = names.length;
  const rows = vectors.length / width;
  if (!Number.isInteger(rows)) throw new RangeError(`${vectors.length} numbers are no vectors of ${width} features.`);
  const columns = names.map((_, j) => {
    const values = new Float64Array(rows);
    for (let row = 0; row < rows; row += 1) values[row] = vectors[row * width + j] ?? Number.NaN;
    return values;
  });
  return { rows, names, columns, categories: names.map((name) => categories[name] ?? 0) };
}
