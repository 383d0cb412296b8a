import { type FeatureName, feature, featureCount } from "../features/feature-table.ts";

/** Features that say themselves what is usual for this very entity, by the feature that it is usual for. */
const usualBy: Readonly<Partial<Record<FeatureName, FeatureName>>> = {
  userCount10m: "userExpected10m",
  userFailures1h: "userExpectedFailures1h",
  userSources1h: "userUsualSources1h",
  userHosts1h: "userUsualHosts1h",
  hostCount10m: "hostExpected10m",
  hostPrograms1h: "hostUsualPrograms1h",
  sourceCount10m: "sourceExpected10m",
  sourceFailures1h: "sourceExpectedFailures1h",
  sourceUsers1h: "sourceUsualUsers1h",
  sourceServices1h: "sourceUsualServices1h",
  destinationCount10m: "destinationExpected10m",
  destinationSources1h: "destinationUsualSources1h",
};

const own = Object.entries(usualBy).map(([name, usual]) => ({ name, usual }));

function placeOf(name: string): number {
  const known: Readonly<Record<string, number>> = feature;
  return known[name] ?? -1;
}

const ownPlaces = own.map(({ name, usual }) => ({ column: placeOf(name), usual: placeOf(usual) }));

/**
 * What is usual for each feature of the vector at v[at …]: for this entity where the vector says so, else among normal
 * events of its family as a trained model knows them (`usual`: family x feature). NaN = not known.
 */
export function usualValues(v: Float32Array, at: number, usual: Float64Array | null): Float64Array {
  const family = v[at + feature.family] ?? 0;
  const first = family * featureCount;
  const values = new Float64Array(featureCount).fill(Number.NaN);
  if (usual !== null) values.set(usual.subarray(first, first + featureCount));
  for (const { column, usual: place } of ownPlaces) {
    const value = v[at + place] ?? Number.NaN;
    if (!Number.isNaN(value)) values[column] = value;
  }
  return values;
}
