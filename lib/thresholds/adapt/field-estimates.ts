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
 * Recall where verdicts are selective: every judged event stands for one over the chance with which it was judged
 * (Horvitz & Thompson 1952), so that misses found by few audits count for all. The range is exact in each stratum
 * (Clopper & Pearson) and combined so that all hold at once (Bonferroni): too wide rather than too narrow. O(strata).
 */
export function fieldRecall({ alerts, audits }: FieldCounts, level = 0.95): RecallEstimate {
  const each = 1 - (1 - level) / (audits.length + 1);
  const found = attacksIn(alerts, each);
  const missed = audits.map((stratum) => attacksIn(stratum, each));
  const sum = (of: (part: AttackCount) => number) => missed.reduce((total, part) => total + of(part), 0);
  const low = shareOf(
    found.low,
    sum(({ high }) => high),
  );
  const misses = audits.reduce((total, { attacks }) => total + attacks, 0);
  if (misses < fewestMisses) return { kind: "notEnoughAudits", atLeast: low, misses };
  const high = shareOf(
    found.high,
    sum((part) => part.low),
  );
  const estimate = shareOf(
    found.estimate,
    sum((part) => part.estimate),
  );
  return { kind: "interval", estimate, interval: { low, high } };
}

/** Precision of what was flagged. Null: none of it is judged. */
export function fieldPrecision({ alerts }: FieldCounts, level = 0.95): FieldEstimate | null {
  if (alerts.judged === 0) return null;
  return { estimate: alerts.attacks / alerts.judged, interval: binomialInterval(alerts.attacks, alerts.judged, level) };
}

/** The share of normal events that was flagged. Null: nothing flagged, or nothing below, is judged. */
export function fieldFalseAlarmRate({ alerts, audits }: FieldCounts, level = 0.95): FieldEstimate | null {
  if (alerts.judged === 0 || audits.every(({ judged }) => judged === 0)) return null;
  const each = 1 - (1 - level) / (audits.length + 1);
  const flagged = normalIn(alerts, each);
  const passed = audits.map((stratum) => normalIn(stratum, each));
  const sum = (of: (part: AttackCount) => number) => passed.reduce((total, part) => total + of(part), 0);
  const interval = {
    low: shareOf(
      flagged.low,
      sum(({ high }) => high),
    ),
    high: shareOf(
      flagged.high,
      sum(({ low }) => low),
    ),
  };
  return {
    estimate: shareOf(
      flagged.estimate,
      sum(({ estimate }) => estimate),
    ),
    interval,
  };
}

interface AttackCount {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Nothing judged: anything between none and all. */
function attacksIn({ events, judged, attacks }: JudgedStratum, level: number): AttackCount {
  if (judged === 0) return { estimate: 0, low: 0, high: events };
  const { low, high } = binomialInterval(attacks, judged, level);
  return { estimate: (events * attacks) / judged, low: events * low, high: events * high };
}

function normalIn(stratum: JudgedStratum, level: number): AttackCount {
  return attacksIn({ ...stratum, attacks: stratum.judged - stratum.attacks }, level);
}

function shareOf(part: number, rest: number): number {
  return part + rest === 0 ? 0 : part / (part + rest);
}
