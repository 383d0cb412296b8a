import { describe, expect, it } from "vitest";
import { z } from "zod";
import { kFold } from "../../lib/stats/splits/k-fold.ts";
import { stratifiedKFold } from "../../lib/stats/splits/stratified-k-fold.ts";
import { timeSeriesSplits } from "../../lib/stats/splits/time-series-split.ts";
import { expectGolden, golden } from "./golden-metric.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "splitters.json";
const stratified = z.object({
  y: z.array(z.union([z.number(), z.string()])),
  n_splits: z.number(),
  shuffle: z.literal(false),
  test_fold_of_row: golden,
});
const splits = z.array(z.object({ train: z.array(z.number()), test: z.array(z.number()) }));
const shape = z.object({
  KFold_11_k3: z.object({ n: z.number(), n_splits: z.number(), test_fold_of_row: z.array(z.number()) }),
  TimeSeriesSplit_12_k3: splits,
  TimeSeriesSplit_12_k3_gap2: splits,
});

/** Classes as whole numbers; which number stands for which does not matter. */
function codes(y: readonly (number | string)[]): Int32Array {
  const names = [...new Set(y)];
  return Int32Array.from(y, (label) => names.length - names.indexOf(label));
}

describe.skipIf(!hasVectors(file))(file, () => {
  const all = z.record(z.string(), z.unknown()).parse(readVectors(file));
  const cases = Object.entries(all).flatMap(([name, value]) => {
    const parsed = stratified.safeParse(value);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });

  it("holds the six stratified cases", () => expect(cases.length).toBe(6));

  it.each(cases)("equals scikit-learn's stratified folds: %s", (_, { y, n_splits, test_fold_of_row: expected }) => {
    if ("error" in expected) {
      expect(() => stratifiedKFold(codes(y), n_splits)).toThrow(new RangeError(expected.error.message));
    } else expectGolden(expected, () => stratifiedKFold(codes(y), n_splits));
  });

  it("equals its plain folds and its splits in time", () => {
    const splitters = shape.parse(all);
    const plain = splitters.KFold_11_k3;
    expect([...kFold(plain.n, plain.n_splits)]).toEqual(plain.test_fold_of_row);
    const asLists = (options: { gap?: number; testRows?: number }) =>
      timeSeriesSplits(12, { splits: 3, ...options }).map(({ train, test }) => ({
        train: [...train],
        test: [...test],
      }));
    expect(asLists({})).toEqual(splitters.TimeSeriesSplit_12_k3);
    expect(asLists({ gap: 1, testRows: 2 })).toEqual(splitters.TimeSeriesSplit_12_k3_gap2);
  });
});
