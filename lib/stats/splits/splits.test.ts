import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../random.ts";
import { groupedKFold } from "./grouped-k-fold.ts";
import { kFold } from "./k-fold.ts";
import { leaveFamilyOut } from "./leave-family-out.ts";
import { purgedTimeSplits } from "./purged-time-splits.ts";
import { type Split, splitsOfFolds } from "./split.ts";
import { stratifiedKFold } from "./stratified-k-fold.ts";
import { timeSeriesSplits } from "./time-series-split.ts";

function expectParts(splits: readonly Split[], rows: number) {
  for (const { train, test } of splits) expect(new Set([...train, ...test]).size).toBe(train.length + test.length);
  const tested = splits.flatMap((split) => [...split.test]).sort((a, b) => a - b);
  expect(tested).toEqual(Array.from({ length: rows }, (_, row) => row));
}

describe("stratified folds", () => {
  it("test every row once, and keep the share of each class within one row, shuffled or not", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: 12, maxLength: 60 }), fc.boolean(), (list, shuffled) => {
        const labels = Int32Array.from([...list, 0, 0, 0, 0]);
        const folds = stratifiedKFold(labels, 4, shuffled ? createRandom("mix") : undefined).value;
        expectParts(splitsOfFolds(folds, 4), labels.length);
        for (const label of new Set(labels)) {
          const inFold = [0, 1, 2, 3].map(
            (fold) => labels.filter((l, row) => l === label && folds[row] === fold).length,
          );
          expect(Math.max(...inFold) - Math.min(...inFold)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("are mixed by the seed alone", () => {
    const labels = Int32Array.from({ length: 100 }, (_, row) => row % 2);
    const folds = (seed: string) => [...stratifiedKFold(labels, 5, createRandom(seed)).value];
    expect(folds("a")).toEqual(folds("a"));
    expect(folds("a")).not.toEqual(folds("b"));
  });
});

describe("grouped folds", () => {
  it("equal scikit-learn's GroupKFold", () => {
    const groups = Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 5, 5, 6);
    expect([...groupedKFold(groups, 3)]).toEqual([1, 1, 2, 2, 2, 2, 1, 1, 1, 2, 0, 0, 0, 0, 0]);
  });

  it("never part a group", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { minLength: 3, maxLength: 60 }), (list) => {
        const groups = Int32Array.from([...list, 0, 1, 2]);
        const folds = groupedKFold(groups, 3);
        for (const group of new Set(groups)) {
          expect(new Set(folds.filter((_, row) => groups[row] === group)).size).toBe(1);
        }
        expectParts(splitsOfFolds(folds, 3), groups.length);
      }),
    );
    expect(() => groupedKFold(Int32Array.of(1, 1, 2), 3)).toThrow("greater than the number of groups: 2");
  });
});

describe("splits in time", () => {
  const times = fc
    .array(fc.nat(40), { minLength: 30, maxLength: 80 })
    .map((list) => Float64Array.from([...list, 0, 40]));

  it("train strictly before the test, less the purge, and never on a campaign that is tested", () => {
    fc.assert(
      fc.property(times, fc.nat(5), fc.integer({ min: 1, max: 5 }), (list, purgeMs, campaigns) => {
        const groups = Int32Array.from(list, (_, row) => (row % 4 === 0 ? row % campaigns : -1));
        for (const { train, test } of purgedTimeSplits({ times: list, splits: 2, purgeMs, groups })) {
          const earliest = Math.min(...test.map((row) => list[row] ?? 0));
          for (const row of train) expect(list[row]).toBeLessThan(earliest - purgeMs);
          const tested = new Set([...test].map((row) => groups[row]));
          for (const row of train) if (groups[row] !== -1) expect(tested.has(groups[row])).toBe(false);
        }
      }),
    );
  });

  it("keep rows of one time together and test all but the first part", () => {
    const list = Float64Array.of(5, 1, 2, 2, 2, 3, 4, 4, 6);
    const splits = purgedTimeSplits({ times: list, splits: 2 });
    expect(splits.map((split) => [...split.test].map((row) => list[row]))).toEqual([
      [2, 2, 2, 3],
      [4, 4, 5, 6],
    ]);
    expect([...(splits[1]?.train ?? [])].map((row) => list[row])).toEqual([1, 2, 2, 2, 3]);
    expect(() => purgedTimeSplits({ times: Float64Array.of(1, 1, 1, 1), splits: 2 })).toThrow("cannot be parted");
  });

  it("refuse too few rows as scikit-learn does", () => {
    expect(() => timeSeriesSplits(3, { splits: 3 })).toThrow("Cannot have number of folds=4");
    expect(() => timeSeriesSplits(10, { splits: 3, gap: 6 })).toThrow("Too many splits=3");
    expect(() => kFold(2, 3)).toThrow("n_splits=3 greater than the number of samples");
    expect(() => kFold(2, 1)).toThrow("at least two folds");
    expect(() => stratifiedKFold(Int32Array.of(0, 1), 3)).toThrow("n_samples=2");
    expect(() => groupedKFold(Int32Array.of(0, 1), 3)).toThrow("n_samples=2");
  });
});

describe("leaving a family out", () => {
  it("hides each attack family once, and never trains on a normal row that it tests", () => {
    const families = Int32Array.from({ length: 60 }, (_, row) => (row < 30 ? 0 : 1 + (row % 3)));
    const splits = leaveFamilyOut(families, 0, createRandom("families"));
    expect(splits.map((split) => split.family)).toEqual([1, 2, 3]);
    expectParts(splits, 60);
    for (const { family, train, test } of splits) {
      expect([...train].some((row) => families[row] === family)).toBe(false);
      expect(test.filter((row) => families[row] === 0).length).toBe(10);
      expect(train.length + test.length).toBe(60);
    }
    expect(() => leaveFamilyOut(Int32Array.of(0, 1), 0, createRandom(1))).toThrow("at least two attack families");
  });
});
