import { nameRaising } from "../explain/model-words.ts";
import { usualValues } from "../explain/usual-values.ts";
import { featureCount, featureNames } from "../features/feature-table.ts";
import type { TrainedModelInForce } from "./trained-model-in-force.ts";

/** The features that moved the trained model most towards "attack", in words; empty without a model. */
export function sayMoved({ champion, paths }: TrainedModelInForce, vector: Float32Array, at: number): string {
  if (champion === null || paths === null) return "";
  const row = Float64Array.from(vector.subarray(at, at + featureCount));
  return nameRaising(paths.of(vector, at), {
    names: featureNames,
    row,
    usual: usualValues(vector, at, champion.champion.usual),
    imputed: new Set(),
  });
}
