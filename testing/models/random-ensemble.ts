import { joinTrees } from "../../lib/models/trees/join-trees.ts";
import { createTreeBuilder } from "../../lib/models/trees/tree-builder.ts";
import { type GrownTree, type TreeEnsemble, wordsPerSet } from "../../lib/models/trees/tree-ensemble.ts";
import { drawNormal } from "../../lib/stats/draw.ts";
import { createRandom, type Random } from "../../lib/stats/random.ts";

export interface RandomEnsembleShape {
  readonly trees: number;
  readonly depth: number;
  /** By column its categories, 0 = numeric. */
  readonly categories: readonly number[];
  readonly outputs?: number;
  readonly leafWidth?: number;
  /** Chance that a node above the last level is a leaf already. */
  readonly leafChance?: number;
  /** About how many leaves a tree may have; any number unless given. */
  readonly leaves?: number;
  readonly seed: string | number;
}

/** Trees with random splits, sets, directions, leaves and a cover that adds up. */
export function randomEnsemble(shape: RandomEnsembleShape): TreeEnsemble {
  const random = createRandom(shape.seed);
  const trees = Array.from({ length: shape.trees }, () => growRandomTree(shape, random));
  const { outputs = 1, leafWidth = 1 } = shape;
  return joinTrees(trees, { features: shape.categories.length, outputs, leafWidth });
}

function growRandomTree(shape: RandomEnsembleShape, random: Random): GrownTree {
  const { leafWidth = 1, leafChance = 0.15, leaves = 2 ** 20 } = shape;
  const builder = createTreeBuilder(leafWidth);
  const grow = (node: number, depth: number, cover: number): void => {
    if (depth === shape.depth || cover < 2 || random.fraction() < leafChance) {
      const values = Array.from({ length: leafWidth }, () => drawNormal(random));
      builder.setLeaf(node, cover, values);
      return;
    }
    const feature = Math.floor(random.fraction() * shape.categories.length);
    const set = Uint32Array.from({ length: wordsPerSet }, () => random.uint32());
    builder.setCover(node, cover);
    const left = builder.split(node, {
      feature,
      threshold: drawNormal(random),
      missingLeft: random.fraction() < 0.5,
      set: (shape.categories[feature] ?? 0) > 0 ? set : null,
    });
    const leftCover = 1 + Math.floor(random.fraction() * (cover - 1));
    grow(left, depth + 1, leftCover);
    grow(left + 1, depth + 1, cover - leftCover);
  };
  grow(0, 0, leaves);
  return builder.build();
}
