import { describe, expect, it } from "vitest";
import { drawNormal } from "../../stats/draw.ts";
import { rocAuc } from "../../stats/metrics/roc-auc.ts";
import { createRandom } from "../../stats/random.ts";
import type { FeatureMatrix } from "../data/matrix.ts";
import { type HeldOutRows, outOfFoldImportance } from "./permutation-importance.ts";

/** Rows in which the first column tells attacks well, the second a little, the third nothing. */
function fold(seed: string): HeldOutRows {
  const random = createRandom(seed);
  const rows = 400;
  const labels = Uint8Array.from({ length: rows }, (_, row) => row % 2);
  const signal = (strength: number) => Float64Array.from(labels, (label) => strength * label + drawNormal(random));
  const matrix: FeatureMatrix = {
    rows,
    names: ["bytes", "ports", "noise"],
    columns: [signal(2), signal(0.7), signal(0)],
    categories: [0, 0, 0],
  };
  const score = (given: FeatureMatrix, row: number) =>
    2 * (given.columns[0]?.[row] ?? 0) + 0.7 * (given.columns[1]?.[row] ?? 0);
  return {
    matrix,
    quality: (given) => rocAuc({ labels, scores: Float64Array.from(labels, (_, row) => score(given, row)) }).value,
  };
}

describe("out-of-fold importance", () => {
  const folds = ["a", "b", "c"].map(fold);

  it("ranks what tells most first, and gives nothing to what the model does not use", () => {
    const found = outOfFoldImportance(folds, { repeats: 4, random: createRandom("repeat") });
    expect(found.features.map((feature) => feature.name)).toEqual(["bytes", "ports", "noise"]);
    expect(found.features[0]?.mean).toBeGreaterThan(0.2);
    expect(found.features[1]?.foldsThatNeedIt).toBe(1);
    expect(found.features[2]).toEqual({ name: "noise", mean: 0, deviation: 0, foldsThatNeedIt: 0 });
    expect(found.stability).toBe(1);
  });

  it("is the same for the same seed", () => {
    const importance = () => outOfFoldImportance(folds, { repeats: 2, random: createRandom("seed") });
    expect(importance()).toEqual(importance());
  });

  it("says that folds disagree", () => {
    const against: HeldOutRows = { ...fold("d"), quality: (given) => given.columns[2]?.[0] ?? 0 };
    const only: HeldOutRows = { ...fold("d"), quality: (given) => given.columns[1]?.[0] ?? 0 };
    const mixed = outOfFoldImportance([against, only], { repeats: 1, random: createRandom("mixed") });
    expect(mixed.stability).toBe(0);
  });

  it("refuses folds of other columns", () => {
    const other = fold("e");
    const renamed = { ...other, matrix: { ...other.matrix, names: ["x", "y", "z"] } };
    const options = { repeats: 1, random: createRandom(1) };
    expect(() => outOfFoldImportance([other, renamed], options)).toThrow("same columns");
    expect(() => outOfFoldImportance([], options)).toThrow("at least one fold");
  });
});
