import { type EventFamily, eventFamilies } from "../event/classes.ts";
import { type FeatureName, feature } from "../features/feature-table.ts";

/** Range of each feature that trees may split on; values outside fall to the nearest end. */
const ranges: Readonly<Partial<Record<FeatureName, readonly [number, number]>>> = {
  failure: [0, 1],
  sourceSeverity: [0, 6],
  bytesOutLn: [0, 20],
  bytesInLn: [0, 20],
  durationLn: [0, 16],
  textLengthLn: [0, 8],
  textEntropy: [0, 7],
  textDigits: [0, 1],
  textUpper: [0, 1],
  textSymbols: [0, 1],
  userFailures1h: [0, 10],
  userSources1h: [0, 8],
  userHosts1h: [0, 8],
  userAgeLn: [0, 15],
  hostPrograms1h: [0, 50],
  sourceFailures1h: [0, 10],
  sourceServices1h: [0, 30],
  sourceUsers1h: [0, 8],
  destinationSources1h: [0, 30],
  destinationAgeLn: [0, 15],
  pairAgeLn: [0, 15],
  pairGapMeanLn: [0, 12],
  pairGapVariation: [0, 4],
  newUserSource: [0, 8],
  newUserHost: [0, 8],
  newSourceService: [0, 8],
  newService: [0, 12],
  serviceBirth: [0, 12],
  newHostProgram: [0, 8],
  newParentChild: [0, 8],
  newAction: [0, 8],
};

const text: readonly FeatureName[] = ["textLengthLn", "textEntropy", "textDigits", "textUpper", "textSymbols"];
const pair: readonly FeatureName[] = [
  "sourceServices1h",
  "newSourceService",
  "pairAgeLn",
  "pairGapMeanLn",
  "pairGapVariation",
];
const flow: readonly FeatureName[] = [
  "bytesOutLn",
  "bytesInLn",
  "durationLn",
  "destinationSources1h",
  "destinationAgeLn",
];
const person: readonly FeatureName[] = ["failure", "userFailures1h", "userSources1h", "userHosts1h", "userAgeLn"];

const familyInputs: Readonly<Record<EventFamily, readonly FeatureName[]>> = {
  network: [...flow, ...pair],
  authentication: [...person, "sourceFailures1h", "sourceUsers1h", "newUserSource", "newUserHost", "newAction"],
  process: [...text, "hostPrograms1h", "newHostProgram", "newParentChild", "newUserHost", "userAgeLn"],
  file: ["hostPrograms1h", "newHostProgram", "newUserHost", "userAgeLn", "newAction"],
  dns: [...text, ...pair],
  http: [...text, ...pair, "failure", "bytesOutLn", "bytesInLn"],
  email: [...text, ...pair, "newAction"],
  cloud: [...person, "newAction", "newUserSource", "bytesInLn", "bytesOutLn"],
  finding: ["sourceSeverity", ...pair],
  system: [...text, "hostPrograms1h", "newHostProgram", "newAction", "failure"],
};

export interface TreeInputs {
  /** Feature indexes. */
  readonly features: Uint8Array;
  readonly low: Float64Array;
  /** 1 / (high - low). */
  readonly scale: Float64Array;
}

/** What the half-space trees of each family (by family code) look at. */
export const treeInputs: readonly TreeInputs[] = eventFamilies.map((family) => {
  const names = familyInputs[family];
  return {
    features: Uint8Array.from(names, (name) => feature[name]),
    low: Float64Array.from(names, (name) => ranges[name]?.[0] ?? 0),
    scale: Float64Array.from(names, (name) => 1 / ((ranges[name]?.[1] ?? 1) - (ranges[name]?.[0] ?? 0))),
  };
});
