import { eventFamilies } from "../event/classes.ts";
import { type FeatureName, feature, featureCount, featureNames } from "../features/feature-table.ts";
import type { FeatureMatrix } from "../models/data/matrix.ts";
import type { TrainingRows } from "./training-rows.ts";

const place = "It says how long the stream has known the entity, and with that where in the history a row lies";
const calendar = "It is missing in a stream's first two days, and with that tells young histories from old ones";

/** What trees may not split by, each with its reason for the card. */
export const excludedFeatures: readonly { readonly name: FeatureName; readonly why: string }[] = [
  { name: "userAgeLn", why: place },
  { name: "hostAgeLn", why: place },
  { name: "sourceAgeLn", why: place },
  { name: "destinationAgeLn", why: place },
  { name: "pairAgeLn", why: place },
  { name: "userHour", why: calendar },
  { name: "hostHour", why: calendar },
  { name: "sourceHour", why: calendar },
];

const excluded = new Set<string>(excludedFeatures.map(({ name }) => name));
export const usedFeatures: readonly string[] = featureNames.filter((name) => !excluded.has(name));

/** More of these never makes an event less threatening: a model that learnt otherwise would have learnt chance. */
export const risingFeatures: readonly FeatureName[] = [
  "sourceSeverity",
  "userFailures1h",
  "sourceFailures1h",
  "originFailures10m",
  "documentSpawnsShell",
  "newUserSource",
  "newUserHost",
  "newSourceService",
  "newService",
  "newHostProgram",
  "newParentChild",
  "newAction",
];

/** 1 for the features above, 0 for all others, in the order of the vector. */
export function monotoneDirections(): number[] {
  const directions = new Array<number>(featureCount).fill(0);
  for (const name of risingFeatures) directions[feature[name]] = 1;
  return directions;
}

/**
 * The rows at the given places as columns in the order of the vector. What is excluded is missing in every row, so that
 * no tree can ask for it and the model still reads vectors as they are. O(rows x features).
 */
export function matrixOfRows(rows: TrainingRows, places: Int32Array): FeatureMatrix {
  const nothing = new Float64Array(places.length).fill(Number.NaN);
  const columns = featureNames.map((name, column) => {
    if (excluded.has(name)) return nothing;
    const values = new Float64Array(places.length);
    for (let i = 0; i < places.length; i += 1) {
      values[i] = rows.vectors[(places[i] ?? 0) * featureCount + column] ?? Number.NaN;
    }
    return values;
  });
  const categories = featureNames.map((_, column) => (column === feature.family ? eventFamilies.length : 0));
  return { rows: places.length, names: featureNames, columns, categories };
}
