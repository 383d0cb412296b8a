import type { FeatureMatrix } from "../data/matrix.ts";
import { goesLeft } from "../trees/find-leaf.ts";
import { joinTrees } from "../trees/join-trees.ts";
import type { GrownTree, TreeEnsemble } from "../trees/tree-ensemble.ts";

/** Answers of trees to the rows that they did not learn from. */
export interface OutOfBag {
  /** `draws`: how often the tree's sample had each row. */
  add(tree: GrownTree, draws: Int32Array): void;
  /** Mean answers by row, NaN of rows that every tree had. `trees`: what leaves were divided by. */
  answer(trees: number): Float64Array;
}

export function createOutOfBag(matrix: FeatureMatrix, classes: number): OutOfBag {
  const width = classes > 2 ? classes : 1;
  const sums = new Float64Array(matrix.rows * width);
  const counts = new Int32Array(matrix.rows);
  return {
    add: (tree, draws) => {
      const single = joinTrees([tree], { features: matrix.columns.length, outputs: width, leafWidth: width });
      for (let row = 0; row < matrix.rows; row += 1) {
        if ((draws[row] ?? 0) > 0) continue;
        const leaf = findLeafInMatrix(single, matrix, row);
        counts[row] = (counts[row] ?? 0) + 1;
        for (let i = 0; i < width; i += 1)
          sums[row * width + i] = (sums[row * width + i] ?? 0) + (single.value[leaf * width + i] ?? 0);
      }
    },
    answer: (trees) => sums.map((sum, i) => (sum * trees) / (counts[Math.floor(i / width)] || Number.NaN)),
  };
}

function findLeafInMatrix(tree: TreeEnsemble, matrix: FeatureMatrix, row: number): number {
  let node = 0;
  for (let column = tree.feature[0] ?? -1; column >= 0; column = tree.feature[node] ?? -1) {
    node = (tree.left[node] ?? 0) + (goesLeft(tree, node, matrix.columns[column]?.[row] ?? Number.NaN) ? 0 : 1);
  }
  return node;
}
