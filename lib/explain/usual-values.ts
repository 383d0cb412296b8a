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

/** What ordinary events hold where nothing better is known: nothing new, nothing failed, nothing reported. */
const neutralBy: Readonly<Partial<Record<FeatureName, number>>> = {
  failure: 0,
  sourceSeverity: 1,
  userHour: 0,
  hostHour: 0,
  sourceHour: 0,
  sourceBytesOutDeviation: 0,
  newUserSource: 0,
  newUserHost: 0,
  newSourceService: 0,
  newService: 0,
  newHostProgram: 0,
  newParentChild: 0,
  newAction: 0,
  pairBirth: 0,
  serviceBirth: 0,
  pairGapVariation: 1,
  originFailures10m: 0,
  documentSpawnsShell: 0,
};

const neutral = new Float64Array(featureCount).fill(Number.NaN);
for (const [name, value] of Object.entries(neutralBy)) neutral[placeOf(name)] = value;

const own = Object.entries(usualBy).map(([name, usual]) => ({ name, usual }));

function placeOf(name: string): number {
  const known: Readonly<Record<string, number>> = feature;
  return known[name] ?? -1;
}

const ownPlaces = own.map(({ name, usual }) => ({ column: placeOf(name), usual: placeOf(usual) }));

/** Whether the vector has a count but not what is usual for its entity: features that were not known, by their places. */
export function missingUsual(v: Float32Array, at: number): number[] {
  const missing = (place: number) => Number.isNaN(v[at + place] ?? Number.NaN);
  return ownPlaces.filter(({ column, usual }) => !missing(column) && missing(usual)).map(({ usual }) => usual);
}

/**
 * What is usual for each feature of the vector at v[at …]: for this entity where the vector says so, else among normal
 * events of its family as a trained model knows them (`usual`: family x feature), else what is ordinary anywhere. NaN = not
 * known.
 */
export function usualValues(v: Float32Array, at: number, usual: Float64Array | null): Float64Array {
  const family = v[at + feature.family] ?? 0;
  const first = family * featureCount;
  const values = Float64Array.from(neutral);
  for (let i = 0; usual !== null && i < featureCount; i += 1) {
    const value = usual[first + i] ?? Number.NaN;
    if (!Number.isNaN(value)) values[i] = value;
  }
  for (const { column, usual: place } of ownPlaces) {
    const value = v[at + place] ?? Number.NaN;
    if (!Number.isNaN(value)) values[column] = value;
  }
  return values;
}
