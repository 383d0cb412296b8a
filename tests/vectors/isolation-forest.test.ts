import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isolationScore, meanPathLength } from "../../lib/models/forest/path-length.ts";
import { joinTrees } from "../../lib/models/trees/join-trees.ts";
import { createRowScorer } from "../../lib/models/trees/row-scorer.ts";
import { createTreeBuilder } from "../../lib/models/trees/tree-builder.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "isolation_forest.json";
const numbers = z.array(z.number());
const treeSchema = z.object({
  features: numbers,
  children_left: numbers,
  children_right: numbers,
  feature: numbers,
  threshold: numbers,
  n_node_samples: numbers,
});
const schema = z.object({
  c_n: z.record(z.string(), z.number()),
  psi: z.number(),
  trees: z.array(treeSchema),
  X: z.array(numbers),
  score_samples: numbers,
});

function convert(tree: z.infer<typeof treeSchema>, trees: number) {
  const builder = createTreeBuilder(1);
  const grow = (from: number, to: number, depth: number): void => {
    const rows = tree.n_node_samples[from] ?? 0;
    const left = tree.children_left[from] ?? -1;
    if (left < 0) {
      builder.setLeaf(to, rows, [(depth + meanPathLength(rows)) / trees]);
      return;
    }
    const feature = tree.features[tree.feature[from] ?? 0] ?? 0;
    const child = builder.split(to, { feature, threshold: tree.threshold[from] ?? 0, missingLeft: false, set: null });
    grow(left, child, depth + 1);
    grow(tree.children_right[from] ?? 0, child + 1, depth + 1);
  };
  grow(0, 0, 0);
  return builder.build();
}

describe.skipIf(!hasVectors(file))(file, () => {
  it("equals scikit-learn's path lengths and scores", () => {
    const { c_n, psi, trees, X, score_samples } = schema.parse(readVectors(file));
    for (const [rows, expected] of Object.entries(c_n))
      expect(Math.abs(meanPathLength(Number(rows)) - expected)).toBeLessThan(1e-9);
    const ensemble = joinTrees(
      trees.map((tree) => convert(tree, trees.length)),
      { features: X[0]?.length ?? 0, outputs: 1, leafWidth: 1 },
    );
    // scikit-learn compares single precision with its thresholds.
    const rows = Float64Array.from(X.flat(), Math.fround);
    const paths = new Float64Array(X.length);
    createRowScorer(ensemble).addMargins(rows, X.length, paths);
    for (const [row, expected] of score_samples.entries())
      expect(Math.abs(isolationScore(paths[row] ?? 0, psi) + expected)).toBeLessThan(1e-9);
  });
});
