import { describe, it } from "vitest";
import { z } from "zod";
import type { FeatureMatrix } from "../../lib/models/data/matrix.ts";
import { permutationDrops } from "../../lib/models/importance/permutation-importance.ts";
import { accuracy } from "../../lib/stats/metrics/agreement.ts";
import { expectClose } from "./golden-metric.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "permutation_importance.json";
const numbers = z.array(z.number());
const shape = z.object({
  X: z.array(numbers),
  y: numbers,
  tree: z.object({
    children_left: numbers,
    children_right: numbers,
    feature: numbers,
    threshold: numbers,
    p1: numbers,
  }),
  baseline: z.number(),
  permutations_index: z.array(numbers),
  importances: z.array(numbers),
});

describe.skipIf(!hasVectors(file))(file, () => {
  const golden = shape.parse(readVectors(file));
  const { tree } = golden;

  function probability(matrix: FeatureMatrix, row: number): number {
    let node = 0;
    // scikit-learn's trees compare in single precision.
    while ((tree.children_left[node] ?? -1) >= 0) {
      const value = Math.fround(matrix.columns[tree.feature[node] ?? 0]?.[row] ?? 0);
      node = (value <= (tree.threshold[node] ?? 0) ? tree.children_left[node] : tree.children_right[node]) ?? 0;
    }
    return tree.p1[node] ?? 0;
  }

  it("equals scikit-learn for the same permutations", () => {
    const first = golden.X[0] ?? [];
    const matrix: FeatureMatrix = {
      rows: golden.X.length,
      names: first.map((_, j) => `x${j}`),
      columns: first.map((_, j) => Float64Array.from(golden.X, (row) => row[j] ?? 0)),
      categories: first.map(() => 0),
    };
    const labels = Int32Array.from(golden.y);
    const quality = (given: FeatureMatrix) =>
      accuracy({ labels, predicted: labels.map((_, row) => Number(probability(given, row) > 0.5)) });
    const found = permutationDrops(
      { matrix, quality },
      golden.permutations_index.map((permutation) => Int32Array.from(permutation)),
    );
    expectClose(found.baseline, golden.baseline);
    expectClose(found.drops, golden.importances);
  });
});
