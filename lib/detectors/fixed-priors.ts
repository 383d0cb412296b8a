import { authenticationFamily, findingFamily } from "../features/family-code.ts";
import { feature } from "../features/feature-table.ts";
import { marginOfTail } from "../stats/margin.ts";
import { negativeBinomialTails, priorFromStatement } from "../stats/negative-binomial.ts";

/**
 * Detectors that judge by a prior fixed in advance, so that what they look for can never be learnt as normal. Each
 * returns the margin of its tail, or NaN where it does not fire; a margin is also a floor under the event's final one.
 */

/** Shape of the gamma prior over addresses: a few of them make most of the failures. */
const shape = 0.5;
/** "20 failures from one address within ten minutes is what one normal address in 10,000 does." */
export const burstFailures = 20;
/** "10 failures and then a success from one address within ten minutes is what one normal address in 10,000 does." */
export const guessFailures = 10;
/** "A document program that starts an interpreter is what one normal process start in 20,000 is." */
const documentSpawnsShellTail = 1 / 20_000;
/** Share of normal findings of a source that are as severe, by OCSF severity 0-6. */
const severityTails = [0.5, 0.5, 0.1, 0.01, 5e-5, 1e-5, 2e-6] as const;

const longest = 256;
const burstMargins = marginsFor(burstFailures);
const guessMargins = marginsFor(guessFailures);
const severityMargins = Float64Array.from(severityTails, (tail) => marginOfTail(tail));
const documentMargin = marginOfTail(documentSpawnsShellTail);

function marginsFor(count: number): Float64Array {
  const tails = negativeBinomialTails(priorFromStatement(shape, count, 1e-4), longest);
  return tails.map((tail) => marginOfTail(tail));
}

function tabled(margins: Float64Array, count: number): number {
  return margins[Math.min(longest - 1, Math.floor(count))] ?? 0;
}

/** Failures of the origin within ten minutes; fires on a failure from the 20th on. */
export function failureBurst(v: Float32Array, at: number): number {
  const failures = v[at + feature.originFailures10m] ?? 0;
  const fires = v[at + feature.family] === authenticationFamily && v[at + feature.failure] === 1;
  return fires && failures >= burstFailures ? tabled(burstMargins, failures) : Number.NaN;
}

/** A sign-in that succeeds after at least ten failures of its origin within ten minutes. */
export function successAfterFailures(v: Float32Array, at: number): number {
  const failures = v[at + feature.originFailures10m] ?? 0;
  const fires = v[at + feature.family] === authenticationFamily && v[at + feature.failure] === 0;
  return fires && failures >= guessFailures ? tabled(guessMargins, failures) : Number.NaN;
}

/** A finding that the source itself raised, by the severity it states. */
export function sourceFinding(v: Float32Array, at: number): number {
  if (v[at + feature.family] !== findingFamily) return Number.NaN;
  const severity = v[at + feature.sourceSeverity] ?? 0;
  return severityMargins[severity >= 1 ? severity : 0] ?? 0;
}

export function documentSpawnsShell(v: Float32Array, at: number): number {
  return v[at + feature.documentSpawnsShell] === 1 ? documentMargin : Number.NaN;
}
