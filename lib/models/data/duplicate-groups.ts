import type { FeatureMatrix } from "./matrix.ts";

/**
 * The group of each row such that rows equal in every column share one (missing equals missing), numbered in order of
 * appearance. Copies that fall on both sides of a split make any figure meaningless. O(rows x columns). RangeError: more
 * than 4,194,304 rows, for which pairs of group and value would no longer be told apart exactly.
 */
export function duplicateGroups(matrix: FeatureMatrix): Int32Array {
  if (matrix.rows > mostRows) throw new RangeError(`Duplicates are found among ${mostRows} rows at most.`);
  let groups = new Int32Array(matrix.rows);
  for (const column of matrix.columns) groups = refined(groups, column);
  return groups;
}

/** 2^22: a group and a value's place then fit in one exact number. */
const mostRows = 4_194_304;

/** Rows of a group stay together only where the column's values are equal too. */
function refined(groups: Int32Array, column: Float64Array): Int32Array<ArrayBuffer> {
  const places = new Map<number, number>();
  const pairs = new Map<number, number>();
  return Int32Array.from(groups, (group, row) => {
    const value = column[row] ?? Number.NaN;
    const place = places.get(value) ?? places.size;
    places.set(value, place);
    const pair = group * mostRows + place;
    const refinedGroup = pairs.get(pair) ?? pairs.size;
    pairs.set(pair, refinedGroup);
    return refinedGroup;
  });
}
