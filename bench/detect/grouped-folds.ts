import { duplicateGroups } from "../../lib/models/data/duplicate-groups.ts";
import { encode } from "../../lib/models/data/encoders/encoder.ts";
import { fitEncoder } from "../../lib/models/data/encoders/fit-encoder.ts";
import type { Frame } from "../../lib/models/data/frame.ts";
import { groupedKFold } from "../../lib/stats/splits/grouped-k-fold.ts";
import { type Split, splitsOfFolds } from "../../lib/stats/splits/split.ts";

/** The group of each row: rows that are equal in every feature share one. */
export function copiesOf(frame: Frame): Int32Array {
  return duplicateGroups(encode(fitEncoder(frame, { numbers: "plain", categories: "ordinal" }), frame));
}

/** Folds that keep groups together. */
export function groupedSplits(groups: Int32Array, folds: number): Split[] {
  return splitsOfFolds(groupedKFold(groups, folds), folds);
}
