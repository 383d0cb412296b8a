import { eventFamilies } from "../event/classes.ts";
import { feature } from "../features/feature-table.ts";
import { detector, detectorInputs, detectorWeights, fixedPriorCount, untrainedCount } from "./detector-table.ts";
import { isPrior, type ReferenceSet } from "./reference-set.ts";
import type { ServedChampion } from "./served-champion.ts";
import { treeInputs } from "./tree-inputs.ts";

const trees = detector["half-space-trees"];
const trained = detector["trained-model"];

/** Families that detectors with a stated prior look at, by their order. */
const statedFamilies = ["authentication", "authentication", "finding", "process"] as const;
const statedFamilyCodes = statedFamilies.map((family) => eventFamilies.indexOf(family));

/**
 * 1 - sum over detectors of weight x share of its inputs that were imputed or unseen (ARCHITECTURE, "confidence"),
 * 0-1. A detector that has nothing to judge (no user, so no user baseline) is left out and the others' weights grow.
 * A learnt detector that is ranked against the prior counts its reference as an unseen input; trees without a snapshot
 * are unseen altogether. A trained model counts as one more detector.
 */
export function confidenceOf(
  v: Float32Array,
  at: number,
  outputs: Float32Array,
  { references, champion }: { readonly references: ReferenceSet; readonly champion: ServedChampion | null },
): number {
  const family = v[at + feature.family] ?? 0;
  let weights = 0;
  let unseen = 0;
  for (let d = 0; d < untrainedCount; d += 1) {
    const output = d < fixedPriorCount ? Number.NaN : (outputs[d - fixedPriorCount] ?? Number.NaN);
    const silent = d < fixedPriorCount ? statedFamilyCodes[d] !== family : Number.isNaN(output) && d !== trees;
    if (silent) continue;
    const weight = detectorWeights[d] ?? 0;
    weights += weight;
    if (d === trees && Number.isNaN(output)) unseen += weight;
    else unseen += weight * unseenShare(v, at, d, family, references);
  }
  if (champion !== null) {
    const weight = detectorWeights[trained] ?? 0;
    weights += weight;
    unseen += weight * champion.unseenShare(v, at);
  }
  return weights === 0 ? 0 : 1 - unseen / weights;
}

function unseenShare(v: Float32Array, at: number, d: number, family: number, references: ReferenceSet): number {
  const inputs = d === trees ? treeInputs[family]?.features : detectorInputs[d];
  if (inputs === undefined) return 1;
  let missing = 0;
  for (let i = 0; i < inputs.length; i += 1) {
    const value = v[at + (inputs[i] ?? 0)] ?? Number.NaN;
    if (Number.isNaN(value)) missing += 1;
  }
  if (d < fixedPriorCount) return missing / inputs.length;
  return (missing + (isPrior(references, d - fixedPriorCount, family) ? 1 : 0)) / (inputs.length + 1);
}
