/**
 * The columns met on the way from a root to a node, with the weights that subsets of them have in Shapley's formula, by
 * size of the subset (Lundberg et al. 2020, algorithm 2). Each level of the tree keeps a path of its own in `width`
 * places, so that going back up costs nothing. Element 0 stands for the empty subset.
 */
export interface SubsetPath {
  readonly width: number;
  /** Elements of each level's path. */
  readonly lengths: Int32Array;
  readonly columns: Int32Array;
  /** The share of training rows that come this way when the column is not known. */
  readonly zeros: Float64Array;
  /** 1 where the row itself comes this way, 0 where it does not. */
  readonly ones: Float64Array;
  readonly weights: Float64Array;
  /** The zero and the one of what `removeColumn` took out last; 1 and 1 if there was nothing. */
  readonly removed: Float64Array;
}

export function createSubsetPath(depth: number): SubsetPath {
  const width = depth + 2;
  const size = width * width;
  return {
    width,
    lengths: new Int32Array(width),
    columns: new Int32Array(size),
    zeros: new Float64Array(size),
    ones: new Float64Array(size),
    weights: new Float64Array(size),
    removed: new Float64Array(2),
  };
}

/** Makes the level's path: that of the level above with one more column. */
export function extendPath(
  { width, lengths, columns, zeros, ones, weights }: SubsetPath,
  level: number,
  column: number,
  zero: number,
  one: number,
): void {
  const own = level * width;
  const above = own - width;
  const length = level === 0 ? 0 : (lengths[level - 1] ?? 0);
  for (let i = 0; i < length; i += 1) {
    columns[own + i] = columns[above + i] ?? 0;
    zeros[own + i] = zeros[above + i] ?? 0;
    ones[own + i] = ones[above + i] ?? 0;
  }
  columns[own + length] = column;
  zeros[own + length] = zero;
  ones[own + length] = one;
  lengths[level] = length + 1;
  const unit = 1 / (length + 1);
  let carried = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i -= 1) {
    const weight = weights[above + i] ?? 0;
    weights[own + i + 1] = carried + one * weight * (i + 1) * unit;
    carried = zero * weight * (length - i) * unit;
  }
  weights[own] = carried;
}

/** Takes the column out of the level's path if it was met before. */
export function removeColumn(path: SubsetPath, level: number, column: number): void {
  const { width, lengths, columns, zeros, ones, removed } = path;
  const own = level * width;
  const last = (lengths[level] ?? 1) - 1;
  let found = last;
  while (found > 0 && columns[own + found] !== column) found -= 1;
  removed[0] = found === 0 ? 1 : (zeros[own + found] ?? 0);
  removed[1] = found === 0 ? 1 : (ones[own + found] ?? 0);
  if (found === 0) return;
  unwindWeights(path, own, last);
  for (let i = found; i < last; i += 1) {
    columns[own + i] = columns[own + i + 1] ?? 0;
    zeros[own + i] = zeros[own + i + 1] ?? 0;
    ones[own + i] = ones[own + i + 1] ?? 0;
  }
  lengths[level] = last;
}

/** Undoes what `extendPath` did to the weights for the removed column. */
function unwindWeights({ weights, removed }: SubsetPath, own: number, last: number): void {
  const zero = removed[0] ?? 1;
  const followed = removed[1] !== 0;
  let next = weights[own + last] ?? 0;
  for (let i = last - 1; i >= 0; i -= 1) {
    const weight = weights[own + i] ?? 0;
    if (followed) {
      const before = (next * (last + 1)) / (i + 1);
      weights[own + i] = before;
      next = weight - (before * zero * (last - i)) / (last + 1);
    } else weights[own + i] = (weight * (last + 1)) / (zero * (last - i));
  }
}

/** Adds the parts that the level's columns have in a leaf's answer to `values`. */
export function shareAnswer(
  { width, lengths, columns, zeros, ones, weights }: SubsetPath,
  level: number,
  answer: number,
  values: Float64Array,
): void {
  const own = level * width;
  const last = (lengths[level] ?? 1) - 1;
  // All columns that the row does not follow have the same part: their own `zero` cancels.
  let off = 0;
  for (let i = 0; i < last; i += 1) off += (weights[own + i] ?? 0) / (last - i);
  off *= -(last + 1) * answer;
  for (let element = 1; element <= last; element += 1) {
    const column = columns[own + element] ?? 0;
    if (ones[own + element] === 0) {
      values[column] = (values[column] ?? 0) + off;
      continue;
    }
    const zero = zeros[own + element] ?? 0;
    let next = weights[own + last] ?? 0;
    let sum = 0;
    for (let i = last - 1; i >= 0; i -= 1) {
      const before = next / (i + 1);
      sum += before;
      next = (weights[own + i] ?? 0) - before * zero * (last - i);
    }
    values[column] = (values[column] ?? 0) + sum * (last + 1) * (1 - zero) * answer;
  }
}
