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

/** Counts of one entity differ by half of their mean from one ten minutes to the next without meaning anything. */
const overdispersion = 0.25;

/** How far a count lies above what is usual, in standard deviations of a negative binomial, on a logarithmic scale. */
function excess(count: number | undefined, expected: number | undefined): number {
  if (count === undefined || expected === undefined || Number.isNaN(expected)) return 0;
  const z = (count - expected) / Math.sqrt(1 + expected + overdispersion * expected * expected);
  return z > 0 ? 2 * Math.log1p(z) : 0;
}

function isMissing(x: number | undefined): boolean {
  return x === undefined || Number.isNaN(x);
}

/** Excess of v[count] over v[expected], the feature after it. */
function excessAt(v: Float32Array, count: number): number {
  return excess(v[count], v[count + 1]);
}

export function userBaseline(v: Float32Array, at: number): number {
  if (isMissing(v[at + feature.userCount10m])) return Number.NaN;
  return (
    excessAt(v, at + feature.userCount10m) +
    positive(v[at + feature.userHour]) +
    excessAt(v, at + feature.userFailures1h) +
    excessAt(v, at + feature.userSources1h) +
    excessAt(v, at + feature.userHosts1h)
  );
}

export function hostBaseline(v: Float32Array, at: number): number {
  if (isMissing(v[at + feature.hostCount10m])) return Number.NaN;
  return (
    excessAt(v, at + feature.hostCount10m) +
    positive(v[at + feature.hostHour]) +
    excessAt(v, at + feature.hostPrograms1h)
  );
}

export function sourceBaseline(v: Float32Array, at: number): number {
  if (isMissing(v[at + feature.sourceCount10m])) return Number.NaN;
  return (
    excessAt(v, at + feature.sourceCount10m) +
    positive(v[at + feature.sourceHour]) +
    excessAt(v, at + feature.sourceFailures1h) +
    excessAt(v, at + feature.sourceUsers1h) +
    excessAt(v, at + feature.sourceServices1h)
  );
}

export function destinationBaseline(v: Float32Array, at: number): number {
  if (isMissing(v[at + feature.destinationCount10m])) return Number.NaN;
  return excessAt(v, at + feature.destinationCount10m) + excessAt(v, at + feature.destinationSources1h);
}

/**
 * The greatest novelty among the event's pairs, plus a quarter of the others': a new person on a new machine is stranger
 * than either, but the pairs of one event are far from independent.
 */
export function newRelation(v: Float32Array, at: number): number {
  let sum = 0;
  let greatest = Number.NaN;
  for (let i: number = feature.newUserSource; i <= feature.newAction; i += 1) {
    const novelty = v[at + i] ?? Number.NaN;
    if (Number.isNaN(novelty)) continue;
    sum += novelty;
    if (!(novelty <= greatest)) greatest = novelty;
  }
  return greatest + 0.25 * (sum - greatest);
}

/** How new the service was when it was first met, by this source or by anyone. */
function birthOf(v: Float32Array, at: number): number {
  return Math.max(positive(v[at + feature.pairBirth]), positive(v[at + feature.serviceBirth]));
}

/**
 * Regular contact with a service that was a surprise when it was first met: gaps between 2 s and 12 h whose standard
 * deviation is small beside their mean, at least six times. Regular contact with a well-known service is housekeeping.
 */
export function beacon(v: Float32Array, at: number): number {
  const count = v[at + feature.pairCount];
  if (count === undefined || Number.isNaN(count)) return Number.NaN;
  const gap = Math.expm1(v[at + feature.pairGapMeanLn] ?? Number.NaN);
  const birth = birthOf(v, at);
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
  return ratio > 0 ? ratio + birthOf(v, at) + deviation * 0.25 : 0;
}
