import { type FeatureName, feature } from "../features/feature-table.ts";

/**
 * The detectors, in the order of the contributions. The first `fixedPriorCount` judge against a prior stated in
 * `fixed-priors.ts`; the others against what the stream showed to be normal. The last is the champion: its contribution
 * is what it adds to the margin that the others give, and the blend, which it is given, leaves it out.
 */
export const detector = {
  "failure-burst": 0,
  "success-after-failures": 1,
  "source-finding": 2,
  "document-spawns-shell": 3,
  beacon: 4,
  exfiltration: 5,
  "user-baseline": 6,
  "host-baseline": 7,
  "source-baseline": 8,
  "destination-baseline": 9,
  "new-relation": 10,
  "half-space-trees": 11,
  "trained-model": 12,
} as const;
export type DetectorName = keyof typeof detector;

export const detectorNames: readonly string[] = Object.keys(detector);
export const detectorCount = detectorNames.length;
export const fixedPriorCount = 4;
/** Detectors that need no training: those of the blend. */
export const untrainedCount = detector["trained-model"];
export const learntCount = untrainedCount - fixedPriorCount;

/** Weight of each detector's margin in the blend, and in confidence. Equal but for views that overlap: a destination's rate is its sources'. */
export const detectorWeights = Float32Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, 1, 1, 1);

/**
 * Margin a learnt detector can claim per unit of its raw output, however few references reached as high. Ranks alone
 * would call "one in five" rare as soon as a drift carries it past the largest reference; outputs are made so that one
 * unit is about one factor e of rarity, and this keeps a detector from claiming more than its output says.
 */
export const claimPerOutput = Float64Array.of(1, 1.5, 1.5, 1.5, 1.5, 1.5, 1, 1.5);

/** Inputs whose absence lowers confidence, by detector. */
const inputNames: Readonly<Record<DetectorName, readonly FeatureName[]>> = {
  "failure-burst": ["originFailures10m", "failure"],
  "success-after-failures": ["originFailures10m", "failure"],
  "source-finding": ["sourceSeverity"],
  "document-spawns-shell": ["documentSpawnsShell"],
  beacon: ["pairGapMeanLn", "pairGapVariation", "serviceBirth"],
  exfiltration: ["pairBytesOut1dLn", "sourceUsualBytes1dLn", "sourceBytesOutDeviation"],
  "user-baseline": ["userExpected10m", "userHour", "userFailures1h"],
  "host-baseline": ["hostExpected10m", "hostHour"],
  "source-baseline": ["sourceExpected10m", "sourceHour", "sourceFailures1h"],
  "destination-baseline": ["destinationExpected10m"],
  "new-relation": [
    "newUserSource",
    "newUserHost",
    "newSourceService",
    "newService",
    "newHostProgram",
    "newParentChild",
    "newAction",
  ],
  "half-space-trees": [],
  "trained-model": [],
};

/** Feature indexes of each detector's inputs. The trees' depend on the family, see `tree-inputs.ts`, the champion's on it. */
export const detectorInputs: readonly Uint8Array[] = Object.values(inputNames).map((names) =>
  Uint8Array.from(names, (name) => feature[name]),
);
