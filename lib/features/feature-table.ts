/**
 * The features of one event, in the order of the vector. Missing is NaN. `…Count…` and `…Expected…` are damped counts
 * of events over the half-life in the name; counts include the event itself, and leave out what was flagged. `ln` means ln(1 + x).
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
  /** Events that the user's rate of the last days makes usual in such a window. */
  userExpected10m: 12,
  /** -ln chance of being active at this hour of the week; missing in the first two days. */
  userHour: 13,
  userFailures1h: 14,
  /** Failures that are usual among as many outcomes, by the user's last days and what is usual for all. */
  userExpectedFailures1h: 15,
  /** Distinct partners, damped with half-life 1 h, and what is usual for the user (for all, while the user is new). */
  userSources1h: 16,
  userUsualSources1h: 17,
  userHosts1h: 18,
  userUsualHosts1h: 19,
  /** ln of seconds since first seen. */
  userAgeLn: 20,

  hostCount10m: 21,
  hostExpected10m: 22,
  hostHour: 23,
  hostPrograms1h: 24,
  hostUsualPrograms1h: 25,
  hostAgeLn: 26,

  sourceCount1m: 27,
  sourceCount10m: 28,
  sourceExpected10m: 29,
  sourceHour: 30,
  sourceFailures1h: 31,
  sourceExpectedFailures1h: 32,
  sourceUsers1h: 33,
  sourceUsualUsers1h: 34,
  sourceServices1h: 35,
  sourceUsualServices1h: 36,
  /** Standard deviations of ln bytes out from the source's own mean of the last week. */
  sourceBytesOutDeviation: 37,
  /** ln of bytes out that are usual for the source in a day. */
  sourceUsualBytes1dLn: 38,
  sourceAgeLn: 39,

  destinationCount10m: 40,
  destinationExpected10m: 41,
  destinationSources1h: 42,
  destinationUsualSources1h: 43,
  destinationAgeLn: 44,

  /** Novelty: ln odds against meeting a new partner, 0 for one that is known, missing where there is no such pair. */
  newUserSource: 45,
  newUserHost: 46,
  newSourceService: 47,
  /** Of a destination, by name if it has one, for the whole stream. */
  newService: 48,
  newHostProgram: 49,
  newParentChild: 50,
  newAction: 51,

  /** Pair of source and service: novelty when it was first seen, then how it behaves since. */
  pairBirth: 52,
  /** Novelty of the destination when the stream first met it, halved every week since. */
  serviceBirth: 53,
  pairCount: 54,
  pairGapMeanLn: 55,
  /** Standard deviation of the gaps over their mean; a beacon's is small. */
  pairGapVariation: 56,
  pairBytesOut1dLn: 57,
  pairAgeLn: 58,

  /** Failed sign-ins of the origin within ten minutes, exact. */
  originFailures10m: 59,
  /** 1 where a document program starts a command or script interpreter, else 0. */
  documentSpawnsShell: 60,
} as const;

export const featureNames: readonly string[] = Object.keys(feature);
export const featureCount = featureNames.length;
export type FeatureName = keyof typeof feature;
