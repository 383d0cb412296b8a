import { eventFamilies } from "../../event/classes.ts";
import { featureNames } from "../../features/feature-table.ts";
import { findFault } from "../artefact/check-ensemble.ts";
import type { BoostedModel } from "../boosting/boosted-model.ts";
import { listDepths } from "../trees/tree-depth.ts";
import { countTrees, type TreeEnsemble } from "../trees/tree-ensemble.ts";
import type { Champion } from "./champion.ts";

/** Every event passes these trees: a model that would slow a stream down may not serve. */
const mostTrees = 1000;
const mostDepth = 8;
/** What fewer normal events say of a tail is not worth a threshold. */
const leastNormal = 200;
const mostNormal = 1_000_000;
/** An explanation goes through all trees for each row of it, in the process that takes events in. */
const mostBackground = 200;
/** Each explanation lists them all. */
const mostKinds = 100;
/** Log-odds of a model that learnt stay within tens. Numbers without bounds overflow, and what is no number judges nothing. */
const mostLogOdds = 1e6;
const mostWeight = 1e9;
/** More than the bytes and seconds of any event; people read these values. */
const mostUsual = 1e15;

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
  if (largestAnswer(base, ensemble) > mostLogOdds) return `${name} answer log-odds beyond ${mostLogOdds}`;
  return hasCovers(ensemble) ? null : `${name} have no cover`;
}

/** No row's answer is further from 0. */
function largestAnswer(base: Float64Array, { starts, value }: TreeEnsemble): number {
  let most = sizeOf(base);
  for (let tree = 0; tree + 1 < starts.length; tree += 1)
    most += sizeOf(value.subarray(starts[tree], starts[tree + 1]));
  return most;
}

function sizeOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** The rows of a node are those of its children: what explains a score by the share of rows adds up only then. */
function hasCovers({ feature, left, cover }: TreeEnsemble): boolean {
  return cover.every((rows, node) => {
    if (!(rows > 0 && rows <= mostWeight)) return false;
    if ((feature[node] ?? -1) < 0) return true;
    const child = left[node] ?? 0;
    return Math.abs((cover[child] ?? 0) + (cover[child + 1] ?? 0) - rows) <= 1e-9 * rows;
  });
}

function findNumbersFault({ stack, calibration }: Champion): string | null {
  const { intercept, baseWeight, treeWeight } = stack;
  if (![intercept, baseWeight, treeWeight, calibration.slope, calibration.offset].every(Number.isFinite)) {
    return "its weights are no numbers";
  }
  // High means threatening, always: a detector that says so must not make an event look harmless.
  if (sizeOf(Float64Array.of(intercept, baseWeight, treeWeight, calibration.slope, calibration.offset)) > mostLogOdds) {
    return `one of its weights is beyond ${mostLogOdds}`;
  }
  if (baseWeight < 0 || treeWeight < 0) return "one of its weights is negative";
  return calibration.slope > 0 ? null : "its calibration would call what is more likely less likely";
}

function findNormalFault({ logOdds, weights }: Champion["normal"]): string | null {
  if (logOdds.length !== weights.length) return "its normal events and their weights differ in number";
  if (logOdds.length > mostNormal) return `it has more than ${mostNormal} normal events`;
  if (!areFinite(logOdds) || !weights.every((weight) => weight > 0 && Number.isFinite(weight))) {
    return "its normal events are no numbers";
  }
  if (sizeOf(logOdds) > mostLogOdds || sizeOf(weights) > mostWeight)
    return "its normal events have numbers beyond reason";
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
  return usual.some(isBeyond) || background.some(isBeyond) ? `a usual value is beyond ${mostUsual}` : null;
}

function findKindsFault({ kinds }: Champion): string | null {
  if (kinds === null) return null;
  if (kinds.names.length < 2 || new Set(kinds.names).size !== kinds.names.length) {
    return "its kinds of attack are fewer than two, or two have the same name";
  }
  if (kinds.names.length > mostKinds) return `its kinds of attack are more than ${mostKinds}`;
  return findTreesFault(kinds.trees, kinds.names.length, "the trees of its kinds");
}

function areFinite(values: Float64Array): boolean {
  return values.every(Number.isFinite);
}

/** NaN, which says that nothing is usual, is not. */
function isBeyond(value: number): boolean {
  return Math.abs(value) > mostUsual;
}
