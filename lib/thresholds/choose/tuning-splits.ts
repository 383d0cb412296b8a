import type { Random } from "../../stats/random.ts";
import { type Split, splitsOfFolds } from "../../stats/splits/split.ts";
import { stratifiedKFold } from "../../stats/splits/stratified-k-fold.ts";
import { stratifiedShuffleSplit } from "../../stats/splits/stratified-shuffle-split.ts";
import { TuningError } from "./tuning-error.ts";

/** How rows are parted: folds; a share (0-1, both excluded) held out once; splits of one's own; or none at all. */
export type CrossValidation = number | "prefit" | readonly Split[];

export interface SplitRequest {
  readonly labels: Int32Array;
  readonly cv: CrossValidation;
  readonly refit: boolean;
  readonly random: Random | undefined;
}

/** The splits of a tuning, for `prefit` none. TuningError: what scikit-learn refuses, in its words. */
export function tuningSplits({ labels, cv, refit, random }: SplitRequest): readonly Split[] {
  if (cv === "prefit") {
    if (refit) throw new TuningError("When cv='prefit', refit cannot be True.");
    return [];
  }
  const splits = typeof cv === "number" ? splitsOfNumber(labels, cv, random) : cv;
  if (!refit && splits.length > 1) throw new TuningError("When cv has several folds, refit cannot be False.");
  return splits;
}

function splitsOfNumber(labels: Int32Array, cv: number, random: Random | undefined): readonly Split[] {
  if (cv > 0 && cv < 1) {
    if (random === undefined) throw new RangeError("Holding out a share needs a source of random numbers.");
    return [stratifiedShuffleSplit(labels, cv, random)];
  }
  return splitsOfFolds(stratifiedKFold(labels, cv).value, cv);
}
