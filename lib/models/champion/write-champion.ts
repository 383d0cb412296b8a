import type { z } from "zod";
import { writeArtefact } from "../artefact/artefact.ts";
import { listEnsembleArrays } from "../artefact/ensemble-arrays.ts";
import type { NumberArray } from "../artefact/number-array.ts";
import type { BoostedModel } from "../boosting/boosted-model.ts";
import type { Champion } from "./champion.ts";
import { championKind, type championSettingsSchema, kindsPrefix, treesPrefix } from "./champion-layout.ts";

type Settings = z.infer<typeof championSettingsSchema>;

/**
 * The champion's bytes, with its card if it has one. The same champion and card give the same bytes; `readChampion` says
 * no to those of a wrong one.
 */
export function writeChampion(champion: Champion, card?: Settings["card"]): Uint8Array {
  const { stack, calibration, normal, kinds } = champion;
  const arrays = new Map<string, NumberArray>([
    ["stack", Float64Array.of(stack.intercept, stack.baseWeight, stack.treeWeight)],
    ["calibration", Float64Array.of(calibration.slope, calibration.offset)],
    ["normal.logOdds", normal.logOdds],
    ["normal.weights", normal.weights],
    ["usual", champion.usual],
    ["background", champion.background],
    ...listTrees(champion.trees, treesPrefix),
    ...(kinds === null ? [] : listTrees(kinds.trees, kindsPrefix)),
  ]);
  const settings = {
    features: [...champion.features],
    calibratedOn: champion.calibratedOn,
    trees: shapeOf(champion.trees),
    kinds: kinds === null ? null : { names: [...kinds.names], trees: shapeOf(kinds.trees) },
    ...(card === undefined ? {} : { card }),
  };
  return writeArtefact({ kind: championKind, settings, arrays });
}

function listTrees(model: BoostedModel, prefix: string): readonly (readonly [string, NumberArray])[] {
  return [...listEnsembleArrays(model.ensemble, prefix), [`${prefix}base`, model.base]];
}

function shapeOf({ classes, ensemble: { features, outputs, leafWidth } }: BoostedModel) {
  return { classes, features, outputs, leafWidth };
}
