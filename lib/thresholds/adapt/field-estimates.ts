import { binomialInterval } from "../../stats/binomial-interval.ts";
import type { Interval } from "../../stats/bootstrap.ts";

/** Events that were judged with one and the same chance: those flagged, or a stratum of those that were not. */
export interface JudgedStratum {
  /** Events in it, judged or not. */
  readonly events: number;
  readonly judged: number;
  /** Attacks among the judged. */
  readonly attacks: number;
}

export interface FieldCounts {
  readonly alerts: JudgedStratum;
  /** Events below the threshold, by the chance with which they were audited. */
  readonly audits: readonly JudgedStratum[];
}

/** A figure from the field with the range that holds the true one with the stated confidence. */
export interface FieldEstimate {
  readonly estimate: number;
  readonly interval: Interval;
}

export type RecallEstimate =
  | (FieldEstimate & { readonly kind: "interval" })
  /** Under 20 audited misses: only a lower bound is given. */
  | { readonly kind: "notEnoughAudits"; readonly atLeast: number; readonly misses: number };

const fewestMisses = 20;

/**
 * Of events of one kind, attacks or normal ones, how many among the judged of a stratum lie at or above a threshold, and
 * how many below; null: none of it can lie there.
 */
export interface SplitStratum {
  readonly events: number;
  readonly judged: number;
  readonly above: number | null;
  readonly below: number | null;
}

/**
 * The share of a kind of events that lies at or above a threshold, where verdicts are selective: every judged event stands
 * for one over the chance with which it was judged (Horvitz & Thompson 1952), so that what few audits find counts for all.
 * The range is exact in each stratum (Clopper & Pearson) and combined so that all hold at once (Bonferroni): too wide
 * rather than too narrow. O(strata).
 */
export function shareAbove(strata: readonly SplitStratum[], level = 0.95): FieldEstimate {
  const parts = strata.flatMap(({ above, below }) => [above, below]).filter((count) => count !== null).length;
  const each = 1 - (1 - level) / parts;
  const countsOf = (side: "above" | "below") =>
    strata.flatMap(({ events, judged, [side]: found }) =>
      found === null ? [] : [kindIn(events, judged, found, each)],
    );
  const above = totalOf(countsOf("above"));
  const below = totalOf(countsOf("below"));
  const interval = { low: shareOf(above.low, below.high), high: shareOf(above.high, below.low) };
  return { estimate: shareOf(above.estimate, below.estimate), interval };
}

/** The recall that a share of attacks at or above notify means, if enough attacks below it were found by audits. */
export function recallOf({ estimate, interval }: FieldEstimate, misses: number): RecallEstimate {
  if (misses < fewestMisses) return { kind: "notEnoughAudits", atLeast: interval.low, misses };
  return { kind: "interval", estimate, interval };
}

/** Recall of what was flagged (see `shareAbove`). */
export function fieldRecall({ alerts, audits }: FieldCounts, level = 0.95): RecallEstimate {
  const flagged = { ...alerts, above: alerts.attacks, below: null };
  const passed = audits.map((stratum) => ({ ...stratum, above: null, below: stratum.attacks }));
  const misses = audits.reduce((total, { attacks }) => total + attacks, 0);
  return recallOf(shareAbove([flagged, ...passed], level), misses);
}

/** Precision of what was flagged. Null: none of it is judged. */
export function fieldPrecision({ alerts }: FieldCounts, level = 0.95): FieldEstimate | null {
  if (alerts.judged === 0) return null;
  return { estimate: alerts.attacks / alerts.judged, interval: binomialInterval(alerts.attacks, alerts.judged, level) };
}

/** The share of normal events that was flagged. Null: nothing flagged, or nothing below, is judged. */
export function fieldFalseAlarmRate({ alerts, audits }: FieldCounts, level = 0.95): FieldEstimate | null {
  if (alerts.judged === 0 || audits.every(({ judged }) => judged === 0)) return null;
  const normalIn = ({ judged, attacks }: JudgedStratum) => judged - attacks;
  const flagged = { ...alerts, above: normalIn(alerts), below: null };
  const passed = audits.map((stratum) => ({ ...stratum, above: null, below: normalIn(stratum) }));
  return shareAbove([flagged, ...passed], level);
}

/** The share of attacks among all events of some strata. RangeError: none holds an event. */
export function attackShare(strata: readonly JudgedStratum[], level = 0.95): FieldEstimate {
  const each = 1 - (1 - level) / strata.length;
  const found = totalOf(strata.map(({ events, judged, attacks }) => kindIn(events, judged, attacks, each)));
  const events = strata.reduce((total, stratum) => total + stratum.events, 0);
  if (!(events > 0)) throw new RangeError("No events to tell a share of.");
  return { estimate: found.estimate / events, interval: { low: found.low / events, high: found.high / events } };
}

interface KindCount {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Nothing judged: anything between none and all. */
function kindIn(events: number, judged: number, found: number, level: number): KindCount {
  if (judged === 0) return { estimate: 0, low: 0, high: events };
  const { low, high } = binomialInterval(found, judged, level);
  return { estimate: (events * found) / judged, low: events * low, high: events * high };
}

function totalOf(counts: readonly KindCount[]): KindCount {
  const sum = (of: (count: KindCount) => number) => counts.reduce((total, count) => total + of(count), 0);
  return { estimate: sum(({ estimate }) => estimate), low: sum(({ low }) => low), high: sum(({ high }) => high) };
}

function shareOf(part: number, rest: number): number {
  return part + rest === 0 ? 0 : part / (part + rest);
}
