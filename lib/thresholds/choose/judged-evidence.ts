import type { ScoredLabels } from "../../stats/metrics/scored-labels.ts";
import { thresholdCounts } from "../../stats/metrics/threshold-counts.ts";
import {
  attackShare,
  type FieldEstimate,
  type RecallEstimate,
  recallOf,
  type SplitStratum,
  shareAbove,
} from "../adapt/field-estimates.ts";

/** An event that people judged. `chance`: with which it was drawn for that, as it was recorded then; above 0. */
export interface EvidenceRow {
  readonly margin: number;
  readonly isAttack: boolean;
  readonly chance: number;
}

/** Events that were judged by one rule: those over notify, or spot checks of a stratum below. */
export interface EvidenceStratum {
  readonly kind: "flagged" | "spotChecks";
  /** Events in it, judged or not; at least as many as rows. */
  readonly events: number;
  readonly rows: readonly EvidenceRow[];
  /** No event of it has a margin below `from`, nor one at or above `to`. */
  readonly from: number;
  readonly to: number;
}

/** What advice rests on. */
export interface Evidence {
  readonly strata: readonly EvidenceStratum[];
  /** Events below notify of which none was drawn: taken as normal where a share of normal events is asked for. */
  readonly unjudged: number;
}

export const hasSpotChecks = ({ strata }: Evidence) =>
  strata.some(({ kind, rows }) => kind === "spotChecks" && rows.length > 0);

export function countRows(
  { strata }: Evidence,
  isCounted: (row: EvidenceRow, kind: EvidenceStratum["kind"]) => boolean,
): number {
  return strata.reduce((sum, { rows, kind }) => sum + rows.filter((row) => isCounted(row, kind)).length, 0);
}

/** Attacks that spot checks found: what is known of those that notify misses. */
export const auditedAttacks = (evidence: Evidence) =>
  countRows(evidence, ({ isAttack }, kind) => isAttack && kind === "spotChecks");

const lowestMargin = -14;

/**
 * Each judged event with the number of events it stands for: one over its chance (Horvitz & Thompson 1952), scaled within
 * its stratum so that together they stand for all events of it (Hajek). Verdicts that were not given are taken to be
 * missing by chance. O(rows).
 */
export function weighEvidence({ strata, unjudged }: Evidence): ScoredLabels {
  const rows = strata.flatMap((stratum) => {
    const total = stratum.rows.reduce((sum, { chance }) => sum + 1 / chance, 0);
    return stratum.rows.map(({ margin, isAttack, chance }) => ({
      margin,
      label: isAttack ? 1 : 0,
      weight: stratum.events / chance / total,
    }));
  });
  if (unjudged > 0) rows.push({ margin: lowestMargin, label: 0, weight: unjudged });
  return {
    labels: Uint8Array.from(rows, ({ label }) => label),
    scores: Float64Array.from(rows, ({ margin }) => margin),
    weights: Float64Array.from(rows, ({ weight }) => weight),
  };
}

/** What people would meet at a threshold. Null: nothing can be said of it. */
export interface FiguresAt {
  readonly recall: RecallEstimate | null;
  readonly falseAlarmRate: FieldEstimate | null;
}

/** Shares of attacks and of normal events at or above a threshold, with exact 95 % intervals. O(n log n). */
export function figuresAt(evidence: Evidence, threshold: number): FiguresAt {
  const { strata, unjudged } = evidence;
  if (!strata.some(({ rows }) => rows.length > 0)) return { recall: null, falseAlarmRate: null };
  const weighed = weighEvidence(evidence);
  const splitBy = (isCounted: boolean) => strata.map((stratum) => splitOf(stratum, threshold, isCounted));
  const assumed = { events: unjudged, judged: unjudged, above: null, below: unjudged };
  const normal = [...splitBy(false), ...(unjudged > 0 ? [assumed] : [])];
  const falseAlarmRate = centred(shareAbove(normal), weightedShare(weighed, 0, threshold));
  if (!hasSpotChecks(evidence)) return { recall: null, falseAlarmRate };
  const recall = centred(shareAbove(splitBy(true)), weightedShare(weighed, 1, threshold));
  return { recall: recallOf(recall, auditedAttacks(evidence)), falseAlarmRate };
}

function splitOf({ events, rows, from, to }: EvidenceStratum, threshold: number, isAttack: boolean): SplitStratum {
  const own = rows.filter((row) => row.isAttack === isAttack);
  const above = own.filter(({ margin }) => margin >= threshold).length;
  return {
    events,
    judged: rows.length,
    above: threshold >= to ? null : above,
    below: threshold <= from ? null : own.length - above,
  };
}

/** Chances that differ within a stratum count in the estimate; the interval takes them as one, and is widened to hold it. */
function centred({ interval: { low, high }, estimate }: FieldEstimate, weighted: number): FieldEstimate {
  if (Number.isNaN(weighted)) return { estimate, interval: { low, high } };
  return { estimate: weighted, interval: { low: Math.min(low, weighted), high: Math.max(high, weighted) } };
}

/** NaN: no row with the label. */
function weightedShare({ labels, scores, weights }: ScoredLabels, label: 0 | 1, threshold: number): number {
  let above = 0;
  let all = 0;
  for (let i = 0; i < labels.length; i += 1) {
    if (labels[i] !== label) continue;
    const weight = weights?.[i] ?? 1;
    all += weight;
    if ((scores[i] ?? 0) >= threshold) above += weight;
  }
  return above / all;
}

/** The highest threshold that finds at least this share of the attacks; null: there is none among these rows. */
export function highestWithRecall(rows: ScoredLabels, least: number): number | null {
  const { thresholds, truePositives } = thresholdCounts(rows);
  const all = truePositives.at(-1) ?? 0;
  const at = truePositives.findIndex((found) => all > 0 && found / all >= least);
  return at < 0 ? null : (thresholds[at] ?? null);
}

/** What is known of the events just below a threshold. */
export interface JustBelow {
  /** The share of attacks among them. */
  readonly attacks: FieldEstimate;
  readonly judged: number;
  readonly from: number;
}

/**
 * The attacks among the events just below a threshold, by the nearest `rows` judged ones there: what one more alert would
 * be worth. Null: fewer than that are judged below it.
 */
export function justBelow({ strata }: Evidence, threshold: number, rows: number): JustBelow | null {
  const below = strata
    .flatMap((stratum) => stratum.rows.map(({ margin }) => margin))
    .filter((margin) => margin < threshold)
    .sort((a, b) => b - a);
  const from = below[rows - 1];
  if (from === undefined) return null;
  const isIn = ({ margin }: EvidenceRow) => margin < threshold && margin >= from;
  const parts = strata.flatMap((stratum) => {
    const own = stratum.rows.filter(isIn);
    if (own.length === 0) return [];
    const weightOf = (some: readonly EvidenceRow[]) => some.reduce((sum, { chance }) => sum + 1 / chance, 0);
    const events = (stratum.events * weightOf(own)) / weightOf(stratum.rows);
    return [{ events, judged: own.length, attacks: own.filter(({ isAttack }) => isAttack).length }];
  });
  return { attacks: attackShare(parts), judged: below.filter((margin) => margin >= from).length, from };
}
