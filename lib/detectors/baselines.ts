import { feature } from "../features/feature-table.ts";

/**
 * Raw outputs of the detectors that compare an entity with its own past, from the vector alone. High = threatening;
 * the scale is each detector's own, as it is ranked against its reference. NaN: nothing to judge. An input that is
 * missing is imputed with "as usual" (no surprise) and lowers the confidence instead.
 */

/** What is positive of a number; missing counts as nothing. */
function positive(x: number | undefined): number {
  return x !== undefined && x > 0 ? x : 0;
}

/** How far a count lies above what is usual, in standard deviations of a Poisson count (Anscombe 1948). */
function excess(count: number | undefined, expected: number | undefined): number {
  if (count === undefined || expected === undefined || Number.isNaN(expected)) return 0;
  return positive(2 * (Math.sqrt(count + 0.375) - Math.sqrt(expected + 0.375)));
}

function isMissing(x: number | undefined): boolean {
  return x === undefined || Number.isNaN(x);
}

export function userBaseline(v: Float32Array, at: number): number {
  if (isMissing(v[at + feature.userCount10m])) return Number.NaN;
  return (
    0.5 * excess(v[at + feature.userCount10m], v[at + feature.userExpected10m]) +
    positive(v[at + feature.userHour]) +
    positive(v[at + feature.userFailureShare1h]) +
    Math.log1p(positive(v[at + feature.userSources1h])) +
    Math.log1p(positive(v[at + feature.userHosts1h]))
  );
}

export function hostBaseline(v: Float32Array, at: number): number {
  if (isMissing(v[at + feature.hostCount10m])) return Number.NaN;
  return (
    0.5 * excess(v[at + feature.hostCount10m], v[at + feature.hostExpected10m]) +
    positive(v[at + feature.hostHour]) +
    0.5 * Math.log1p(positive(v[at + feature.hostPrograms1h]))
  );
}

export function sourceBaseline(v: Float32Array, at: number): number {
  const count = v[at + feature.sourceCount10m];
  if (isMissing(count)) return Number.NaN;
  return (
    0.5 * excess(count, v[at + feature.sourceExpected10m]) +
    positive(v[at + feature.sourceHour]) +
    positive(v[at + feature.sourceFailureShare1h]) * Math.log1p(positive(count)) +
    Math.log1p(positive(v[at + feature.sourceUsers1h])) +
    Math.log1p(positive(v[at + feature.sourceServices1h]))
  );
}

export function destinationBaseline(v: Float32Array, at: number): number {
  if (isMissing(v[at + feature.destinationCount10m])) return Number.NaN;
  return (
    0.5 * excess(v[at + feature.destinationCount10m], v[at + feature.destinationExpected10m]) +
    Math.log1p(positive(v[at + feature.destinationSources1h]))
  );
}

/** Sum of the novelty of all pairs: independent novelties multiply their odds. */
export function newRelation(v: Float32Array, at: number): number {
  let sum = 0;
  let known = false;
  for (let i: number = feature.newUserSource; i <= feature.newAction; i += 1) {
    const novelty = v[at + i];
    if (novelty === undefined || Number.isNaN(novelty)) continue;
    known = true;
    sum += novelty;
  }
  return known ? sum : Number.NaN;
}

/**
 * Regular contact with a service that was a surprise when it was first met: gaps between 2 s and 12 h whose standard
 * deviation is small beside their mean, at least six times. Regular contact with a well-known service is housekeeping.
 */
export function beacon(v: Float32Array, at: number): number {
  const count = v[at + feature.pairCount];
  if (count === undefined || Number.isNaN(count)) return Number.NaN;
  const gap = Math.expm1(v[at + feature.pairGapMeanLn] ?? Number.NaN);
  const birth = v[at + feature.pairBirth] ?? 0;
  if (!(count >= 6 && gap >= 2 && gap <= 43_200 && birth > 1)) return 0;
  const regularity = -Math.log(Math.max(0.01, v[at + feature.pairGapVariation] ?? 1)) - 1;
  return regularity > 0 ? regularity * Math.min(4, Math.log(count)) + birth : 0;
}

/**
 * Bytes sent to one service within a day against what the source usually sends in a day (at least 1 MB, so that small
 * things stay small), with the novelty of the service on top.
 */
export function exfiltration(v: Float32Array, at: number): number {
  const sent = v[at + feature.pairBytesOut1dLn];
  if (sent === undefined || Number.isNaN(sent)) return Number.NaN;
  const usual = v[at + feature.sourceUsualBytes1dLn] ?? Number.NaN;
  // A source without history is taken for a busy one.
  const ratio = sent - (Number.isNaN(usual) ? Math.log(1e8) : Math.max(Math.log(1e6), usual));
  const deviation = positive((v[at + feature.sourceBytesOutDeviation] ?? 0) - 3);
  return ratio > 0 ? ratio + positive(v[at + feature.pairBirth]) + deviation * 0.25 : 0;
}
