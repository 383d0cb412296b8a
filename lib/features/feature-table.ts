/**
 * The features of one event, in the order of the vector. Missing is NaN. `…Count…` and `…Expected…` are damped counts
 * of events over the half-life in the name; counts include the event itself. `ln` means ln(1 + x).
 */
export const feature = {
  /** Index into `eventFamilies`; first, so that a stored vector says how it was judged. */
  family: 0,
  /** 1 failed, 0 succeeded, missing where the record does not say. */
  failure: 1,
  /** OCSF severity the source states, 1-6. */
  sourceSeverity: 2,
  bytesOutLn: 3,
  bytesInLn: 4,
  durationLn: 5,
  textLengthLn: 6,
  /** Bits a character. */
  textEntropy: 7,
  textDigits: 8,
  textUpper: 9,
  textSymbols: 10,

  userCount10m: 11,
  /** Events that the user's rate of the last days makes usual in such a window; missing in the first hour. */
  userExpected10m: 12,
  userCount1d: 13,
  /** -ln chance of being active at this hour of the week; missing in the first two days. */
  userHour: 14,
  userFailureShare1h: 15,
  userSources1h: 16,
  userHosts1h: 17,
  /** ln of seconds since first seen. */
  userAgeLn: 18,

  hostCount10m: 19,
  hostExpected10m: 20,
  hostCount1d: 21,
  hostHour: 22,
  hostPrograms1h: 23,
  hostAgeLn: 24,

  sourceCount1m: 25,
  sourceCount10m: 26,
  sourceExpected10m: 27,
  sourceCount1h: 28,
  sourceHour: 29,
  sourceFailureShare1h: 30,
  sourceUsers1h: 31,
  sourceServices1h: 32,
  /** Standard deviations of ln bytes out from the source's own mean of the last week. */
  sourceBytesOutDeviation: 33,
  sourceBytesOut1hLn: 34,
  /** ln of bytes out that are usual for the source in a day. */
  sourceUsualBytes1dLn: 35,
  sourceAgeLn: 36,

  destinationCount10m: 37,
  destinationExpected10m: 38,
  destinationSources1h: 39,
  destinationAgeLn: 40,

  /** Novelty: ln odds against meeting a new partner, 0 for one that is known, missing where there is no such pair. */
  newUserSource: 41,
  newUserHost: 42,
  newSourceService: 43,
  newHostProgram: 44,
  newParentChild: 45,
  newAction: 46,

  /** Pair of source and service: novelty when it was first seen, then how it behaves since. */
  pairBirth: 47,
  pairCount: 48,
  pairGapMeanLn: 49,
  /** Standard deviation of the gaps over their mean; a beacon's is small. */
  pairGapVariation: 50,
  pairBytesOut1dLn: 51,
  pairAgeLn: 52,

  /** Failed sign-ins of the origin within ten minutes, exact. */
  originFailures10m: 53,
  /** 1 where a document program starts a command or script interpreter, else 0. */
  documentSpawnsShell: 54,
} as const;

export const featureNames: readonly string[] = Object.keys(feature);
export const featureCount = featureNames.length;
export type FeatureName = keyof typeof feature;
