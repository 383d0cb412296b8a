import type { FeatureMatrix } from "../data/matrix.ts";
import { findLeaf } from "../trees/find-leaf.ts";
import { countTrees, type TreeEnsemble } from "../trees/tree-ensemble.ts";

/** One bit a row: whether the sample of a tree had it. `draws`: how often it did. */
export function drawnRows(draws: Int32Array): Uint32Array {
  const bits = new Uint32Array((draws.length + 31) >>> 5);
  for (const [row, times] of draws.entries()) {
    if (times > 0) bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
  }
  return bits;
}

const blockRows = 240;

/**
 * What the trees say of the rows that they did not learn from, by row, as if there were no other trees; NaN of rows that
 * every tree had. `drawn` has one entry a tree. Rows are gone through in blocks that stay in the cache. O(rows x trees x
 * depth).
 */
export function answerOutOfBag(
  ensemble: TreeEnsemble,
  matrix: FeatureMatrix,
  drawn: readonly Uint32Array[],
): Float64Array {
  const { features, leafWidth } = ensemble;
  const answers = new Float64Array(matrix.rows * leafWidth);
  const block = new Float64Array(blockRows * features);
  for (let first = 0; first < matrix.rows; first += blockRows) {
    const count = Math.min(blockRows, matrix.rows - first);
    for (const [feature, column] of matrix.columns.entries()) {
      for (let i = 0, at = feature; i < count; i += 1, at += features) block[at] = column[first + i] ?? Number.NaN;
    }
    answerBlock(ensemble, drawn, { block, first, count }, answers);
  }
  return answers;
}

function answerBlock(
  ensemble: TreeEnsemble,
  drawn: readonly Uint32Array[],
  { block, first, count }: { block: Float64Array; first: number; count: number },
  answers: Float64Array,
): void {
  const { features, leafWidth, value } = ensemble;
  const asked = new Int32Array(count);
  for (const [tree, bits] of drawn.entries()) {
    for (let i = 0; i < count; i += 1) {
      const row = first + i;
      if ((((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1) continue;
      const leaf = findLeaf(ensemble, tree, block, i * features) * leafWidth;
      asked[i] = (asked[i] ?? 0) + 1;
      for (let k = 0; k < leafWidth; k += 1) {
        answers[row * leafWidth + k] = (answers[row * leafWidth + k] ?? 0) + (value[leaf + k] ?? 0);
      }
    }
  }
  // Leaves are divided by the number of all trees already.
  const trees = countTrees(ensemble);
  for (let i = 0; i < count * leafWidth; i += 1) {
    const at = first * leafWidth + i;
    const times = asked[Math.floor(i / leafWidth)] ?? 0;
    answers[at] = times === 0 ? Number.NaN : ((answers[at] ?? 0) * trees) / times;
  }
}
