/** Rows that the places of cuts are learnt from; more of them would move a quantile by less than it matters. */
const mostSampled = 200_000;

/**
 * Ascending cuts of a column into at most `bins` bins: bin b holds the values in (edges[b - 1], edges[b]]. Between any
 * two distinct values where there are few of them, else at quantiles (as scikit-learn's histogram boosting). NaN is left
 * out. O(n log n) of the rows [0, rows).
 */
export function findBinEdges(column: Float64Array, rows: number, bins: number): Float64Array {
  const sorted = samplePresent(column, rows).sort();
  const distinct = countDistinct(sorted);
  if (distinct < 2) return new Float64Array(0);
  const edges = distinct <= bins ? cutBetween(sorted, distinct) : cutAtQuantiles(sorted, bins);
  return edges.filter((edge, index) => index === 0 || edge !== edges[index - 1]);
}

/** The bin of a value: how many edges lie below it. */
export function findBin(edges: Float64Array, x: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function samplePresent(column: Float64Array, rows: number): Float64Array {
  const step = Math.max(1, Math.ceil(rows / mostSampled));
  const present = new Float64Array(Math.ceil(rows / step));
  let count = 0;
  for (let row = 0; row < rows; row += step) {
    const x = column[row] ?? Number.NaN;
    if (!Number.isNaN(x)) present[count++] = x;
  }
  return present.subarray(0, count);
}

function countDistinct(sorted: Float64Array): number {
  let distinct = sorted.length > 0 ? 1 : 0;
  for (let i = 1; i < sorted.length; i += 1) if (sorted[i] !== sorted[i - 1]) distinct += 1;
  return distinct;
}

/** Halfway between the two; the lower one where halfway is no number below the upper one. */
function cutInTheMiddle(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
}

function cutBetween(sorted: Float64Array, distinct: number): Float64Array {
  const edges = new Float64Array(distinct - 1);
  let count = 0;
  for (let i = 1; i < sorted.length; i += 1) {
    const low = sorted[i - 1] ?? 0;
    const high = sorted[i] ?? 0;
    if (low !== high) edges[count++] = cutInTheMiddle(low, high);
  }
  return edges;
}

/** At the quantiles that NumPy calls averaged_inverted_cdf. */
function cutAtQuantiles(sorted: Float64Array, bins: number): Float64Array {
  const edges = new Float64Array(bins - 1);
  for (let bin = 1; bin < bins; bin += 1) {
    // By way of percentiles, as there, so that the ranks round alike and the same edges come out.
    const rank = sorted.length * ((bin * (100 / bins)) / 100);
    const high = sorted[Math.floor(rank)] ?? 0;
    edges[bin - 1] = Number.isInteger(rank) ? cutInTheMiddle(sorted[rank - 1] ?? 0, high) : high;
  }
  // The largest value as an edge would leave the last bin empty.
  return edges.filter((edge) => edge < (sorted[sorted.length - 1] ?? 0));
}
