import { type FeatureName, feature } from "../features/feature-table.ts";
import type { ActionableColumn } from "./counterfactual/list-moves.ts";

type Bounds = Omit<ActionableColumn, "column" | "single">;

const amount: Bounds = { weight: 1, low: 0 };
const share: Bounds = { weight: 1.5, low: 0, high: 1 };
const yesNo: Bounds = { weight: 1.5, categories: 2 };
/** Another hour, another kind of contact: asks more of whoever did it than doing less. */
const manner: Bounds = { weight: 2, low: 0 };

/**
 * What whoever did it could have done otherwise, or a source could have reported otherwise, with how much that asks. Not
 * among them: what kind of event it is, how old something is, and what is usual, which no single event can change.
 */
const rows: Readonly<Partial<Record<FeatureName, Bounds>>> = {
  failure: yesNo,
  sourceSeverity: { weight: 3, low: 1, high: 6, whole: true },
  bytesOutLn: amount,
  bytesInLn: amount,
  durationLn: amount,
  textLengthLn: amount,
  textEntropy: { weight: 1.5, low: 0 },
  textDigits: share,
  textUpper: share,
  textSymbols: share,
  userCount10m: amount,
  userHour: manner,
  userFailures1h: amount,
  userSources1h: amount,
  userHosts1h: amount,
  hostCount10m: amount,
  hostHour: manner,
  hostPrograms1h: amount,
  sourceCount1m: amount,
  sourceCount10m: amount,
  sourceHour: manner,
  sourceFailures1h: amount,
  sourceUsers1h: amount,
  sourceServices1h: amount,
  sourceBytesOutDeviation: { weight: 1 },
  destinationCount10m: amount,
  destinationSources1h: amount,
  newUserSource: amount,
  newUserHost: amount,
  newSourceService: amount,
  newService: amount,
  newHostProgram: amount,
  newParentChild: amount,
  newAction: amount,
  pairBirth: manner,
  serviceBirth: manner,
  pairCount: { weight: 1.5, low: 1 },
  pairGapMeanLn: manner,
  pairGapVariation: amount,
  pairBytesOut1dLn: amount,
  originFailures10m: { weight: 1, low: 0, whole: true },
  documentSpawnsShell: yesNo,
};

const places: Readonly<Record<string, number>> = feature;

export const actionableFeatures: readonly ActionableColumn[] = Object.entries(rows).flatMap(([name, bounds]) => {
  const column = places[name];
  return column === undefined ? [] : [{ ...bounds, column, single: true }];
});
