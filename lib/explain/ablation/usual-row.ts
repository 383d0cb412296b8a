import type { FeatureMatrix } from "../../models/data/matrix.ts";
import { quantile } from "../../stats/quantile.ts";

/**
 * The reference row that ablation puts features to: of each number the median, of each category the most frequent (of
 * equals the lower code), among the rows that know it; NaN where none does. Give it normal rows alone. O(n log n) a
 * column. RangeError: no row.
 */
export function usualRow({ rows, columns, categories }: FeatureMatrix): Float64Array {
  if (rows === 0) throw new RangeError("What is usual needs at least one row.");
  return Float64Array.from(columns, (column, j) => {
    const known = column.filter((value) => !Number.isNaN(value));
    if (known.length === 0) return Number.NaN;
    return (categories[j] ?? 0) > 0 ? mostFrequent(known) : quantile(known, 0.5);
  });
}

function mostFrequent(codes: Float64Array): number {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  let best = Number.NaN;
  let most = 0;
  for (const [code, count] of counts) {
    if (count > most || (count === most && code < best)) [best, most] = [code, count];
  }
  return best;
}
