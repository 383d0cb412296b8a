import { eventFamilies } from "../../event/classes.ts";
import { featureNames } from "../../features/feature-table.ts";
import { findFault } from "../artefact/check-ensemble.ts";
import type { BoostedModel } from "../boosting/boosted-model.ts";
import { listDepths } from "../trees/tree-depth.ts";
import { countTrees } from "../trees/tree-ensemble.ts";
import type { Champion } from "./champion.ts";

/** Every event passes these trees: a model that would slow a stream down may not serve. */
const mostTrees = 1000;
const mostDepth = 8;
/** What fewer normal events say of a tail is not worth a threshold. */
const leastNormal = 200;
const mostNormal = 1_000_000;
const mostBackground = 1000;

/** What is wrong with a trained model that is to serve, as the end of a sentence; null where nothing is. O(numbers). */
export function findChampionFault(champion: Champion): string | null {
  return (
    findFeatureFault(champion.features) ??
    findTreesFault(champion.trees, 2, "its trees") ??
    findNumbersFault(champion) ??
    findNormalFault(champion.normal) ??
    findRowsFault(champion) ??
    findKindsFault(champion)
  );
}

function findFeatureFault(features: readonly string[]): string | null {
  if (features.length !== featureNames.length) {
    return `it was made for ${features.length} features, events have ${featureNames.length}`;
  }
  const at = features.findIndex((name, i) => name !== featureNames[i]);
  return at < 0 ? null : `its feature ${at} is "${features[at]}", that of events is "${featureNames[at]}"`;
}

function findTreesFault({ classes, base, ensemble }: BoostedModel, expected: number, name: string): string | null {
  if (classes !== expected) return `${name} tell ${classes} classes apart instead of ${expected}`;
  const outputs = classes > 2 ? classes : 1;
  if (ensemble.features !== featureNames.length || ensemble.outputs !== outputs || ensemble.leafWidth !== 1) {
    return `${name} have another shape`;
  }
  const fault = findFault(ensemble);
  if (fault !== null) return `${name} are unsound, as ${fault}`;
  if (countTrees(ensemble) > mostTrees) return `${name} are more than ${mostTrees}`;
  if (listDepths(ensemble).some((depth) => depth > mostDepth)) return `${name} are deeper than ${mostDepth} levels`;
  if (base.length !== outputs || !areFinite(base) || !areFinite(ensemble.value)) return `${name} answer no numbers`;
  if (!ensemble.cover.every((rows) => rows >= 0 && Number.isFinite(rows))) return `${name} have no cover`;
  return null;
}

function findNumbersFault({ stack, calibration }: Champion): string | null {
  const { intercept, baseWeight, treeWeight } = stack;
  if (![intercept, baseWeight, treeWeight, calibration.slope, calibration.offset].every(Number.isFinite)) {
    return "its weights are no numbers";
  }
  // High means threatening, always: a detector that says so must not make an event look harmless.
  if (baseWeight < 0 || treeWeight < 0) return "one of its weights is negative";
  return calibration.slope > 0 ? null : "its calibration would call what is more likely less likely";
}

function findNormalFault({ logOdds, weights }: Champion["normal"]): string | null {
  if (logOdds.length !== weights.length) return "its normal events and their weights differ in number";
  if (logOdds.length > mostNormal) return `it has more than ${mostNormal} normal events`;
  if (!areFinite(logOdds) || !weights.every((weight) => weight > 0 && Number.isFinite(weight))) {
    return "its normal events are no numbers";
  }
  if (logOdds.length < leastNormal) return `it knows ${logOdds.length} normal events, ${leastNormal} are needed`;
  const events = weights.reduce((sum, weight) => sum + weight, 0);
  return events < leastNormal ? `its normal events stand for fewer than ${leastNormal}` : null;
}

function findRowsFault({ usual, background }: Champion): string | null {
  const width = featureNames.length;
  if (usual.length !== eventFamilies.length * width) return "what it takes as usual is not of our event families";
  if (background.length % width !== 0 || background.length > mostBackground * width) {
    return "its background is not made of events";
  }
  return usual.some(isInfinite) || background.some(isInfinite) ? "a usual value is infinite" : null;
}

function findKindsFault({ kinds }: Champion): string | null {
  if (kinds === null) return null;
  if (kinds.names.length < 2 || new Set(kinds.names).size !== kinds.names.length) {
    return "its kinds of attack are fewer than two, or two have the same name";
  }
  return findTreesFault(kinds.trees, kinds.names.length, "the trees of its kinds");
}

function areFinite(values: Float64Array): boolean {
  return values.every(Number.isFinite);
}

function isInfinite(value: number): boolean {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}
