import type { Interval } from "../../stats/bootstrap.ts";
import type { ScoredLabels } from "../../stats/metrics/scored-labels.ts";
import type { Random } from "../../stats/random.ts";
import type { RecallEstimate } from "../adapt/field-estimates.ts";
import { adviseThreshold } from "./advise-threshold.ts";
import { chooseExactThreshold } from "./exact-threshold.ts";
import {
  auditedAttacks,
  countRows,
  type Evidence,
  figuresAt,
  hasSpotChecks,
  highestWithRecall,
  weighEvidence,
} from "./judged-evidence.ts";
import { boundWeightedMisses } from "./miss-bound.ts";

/** What can be wished of notify, by what people judged. Rates and shares are fractions; costs are in any one unit. */
export type EvidenceWish =
  | { readonly kind: "falseAlarms"; readonly most: number }
  | { readonly kind: "recall"; readonly least: number }
  | { readonly kind: "both"; readonly most: number; readonly least: number }
  | { readonly kind: "cost"; readonly falseAlarm: number; readonly miss: number }
  | { readonly kind: "misses"; readonly most: number };

/** Why none is advised. */
export type Refusal =
  /** Verdicts are too few. */
  | { readonly kind: "fewVerdicts"; readonly attacks: number; readonly normal: number; readonly needed: number }
  /** Nothing below notify was drawn for a verdict. */
  | { readonly kind: "nothingBelow" }
  /** Attacks among spot checks are too few for the recall that is asked for; `atLeast`: what is sure. */
  | { readonly kind: "fewAudits"; readonly attacks: number; readonly needed: number; readonly atLeast: number }
  /** No threshold keeps what was asked: the nearest, and how far it is from it. */
  | { readonly kind: "infeasible"; readonly asked: number; readonly nearest: number; readonly gap: number }
  /** Within the false alarms `nearest` of the attacks are found; as many as asked for take `falseAlarms`. */
  | {
      readonly kind: "boundsCross";
      readonly asked: number;
      readonly nearest: number;
      readonly gap: number;
      readonly falseAlarms: number;
    }
  /** The weight of known attacks is too small for so small a share. */
  | { readonly kind: "fewAttacks"; readonly have: number; readonly needed: number }
  /** No score of those judged is worth an alert: cheapest would be to tell of nothing. */
  | { readonly kind: "nothingPays"; readonly falseAlarm: number; readonly miss: number }
  /** What is in force is not surely dearer. */
  | { readonly kind: "notCheaper"; readonly reason: string };

export type WishAdvice =
  | {
      readonly ok: true;
      readonly threshold: number;
      /** Where it would fall with other verdicts of the same kind, or all that keep what was asked; null: not known. */
      readonly range: Interval | null;
      /** Of a cost: what it saves an event, with its 95 % interval. `onlyUp`: nothing below notify was looked at. */
      readonly saving: { readonly estimate: number; readonly interval: Interval; readonly onlyUp: boolean } | null;
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** Verdicts of a kind without which nothing is said. */
const fewest = 20;

export interface WishInput {
  readonly evidence: Evidence;
  readonly wish: EvidenceWish;
  /** Where notify stands. */
  readonly current: number;
  readonly random: Random;
}

/**
 * A threshold that does what is wished, by verdicts weighted with their recorded chances, or the reason why none is advised.
 * Bounds hold on the verdicts seen and are never traded. Recall is only judged with spot checks, and with fewer than 20
 * attacks among them only by what is sure. O(n log n); costs 1,000 resamples. RangeError: a wish that nothing could mean.
 */
export function adviseWish(input: WishInput): WishAdvice {
  const { evidence, wish } = input;
  const attacks = countRows(evidence, ({ isAttack }) => isAttack);
  const normal = countRows(evidence, ({ isAttack }) => !isAttack);
  const needsBelow = wish.kind !== "falseAlarms" && wish.kind !== "cost";
  if (needsBelow && !hasSpotChecks(evidence)) return refuse({ kind: "nothingBelow" });
  if (attacks < fewest || normal < fewest) return refuse({ kind: "fewVerdicts", attacks, normal, needed: fewest });
  const rows = weighEvidence(evidence);
  switch (wish.kind) {
    case "falseAlarms":
      return byFalseAlarms(rows, wish.most);
    case "recall":
      return byRecall(evidence, rows, wish.least);
    case "both":
      return byBoth(evidence, rows, wish);
    case "cost":
      return byCost(input, rows, wish);
    case "misses":
      return byMisses(rows, wish.most);
  }
}

const refuse = (refusal: Refusal): WishAdvice => ({ ok: false, refusal });
const advised = (threshold: number, range: Interval | null = null): WishAdvice => ({
  ok: true,
  threshold,
  range,
  saving: null,
});

function byFalseAlarms(rows: ScoredLabels, most: number): WishAdvice {
  const found = chooseExactThreshold(rows, { kind: "recallWithinFalseAlarms", most });
  if (found.ok) return advised(found.threshold);
  const { asked, nearest, gap } = found;
  return refuse({ kind: "infeasible", asked, nearest, gap });
}

/** What is known of recall for sure enough to hold a wish against. */
const judgedBy = (recall: RecallEstimate | null): number =>
  recall === null ? 0 : recall.kind === "interval" ? recall.estimate : recall.atLeast;

function fewAudits(evidence: Evidence, atLeast: number): WishAdvice {
  return refuse({ kind: "fewAudits", attacks: auditedAttacks(evidence), needed: fewest, atLeast });
}

function byRecall(evidence: Evidence, rows: ScoredLabels, least: number): WishAdvice {
  if (auditedAttacks(evidence) >= fewest) {
    const found = chooseExactThreshold(rows, { kind: "precisionAtRecall", least });
    if (found.ok) return advised(found.threshold);
    return refuse({ kind: "infeasible", asked: found.asked, nearest: found.nearest, gap: found.gap });
  }
  // The lower bound rises as the threshold falls: the highest that keeps it is found by halving.
  const scores = [...new Set(rows.scores)].sort((a, b) => a - b);
  let low = -1;
  let high = scores.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (judgedBy(figuresAt(evidence, scores[middle] ?? 0).recall) >= least) low = middle;
    else high = middle;
  }
  const threshold = scores[low];
  if (threshold !== undefined) return advised(threshold);
  return fewAudits(evidence, judgedBy(figuresAt(evidence, scores[0] ?? 0).recall));
}

function byBoth(evidence: Evidence, rows: ScoredLabels, { most, least }: { most: number; least: number }): WishAdvice {
  const within = byFalseAlarms(rows, most);
  if (!within.ok) return within;
  const { threshold } = within;
  const nearest = judgedBy(figuresAt(evidence, threshold).recall);
  if (nearest >= least) {
    const highest = auditedAttacks(evidence) < fewest ? threshold : highestWithRecall(rows, least);
    return advised(threshold, { low: threshold, high: Math.max(threshold, highest ?? threshold) });
  }
  if (auditedAttacks(evidence) < fewest) return fewAudits(evidence, nearest);
  const kept = highestWithRecall(rows, least);
  const falseAlarms = kept === null ? 1 : (figuresAt(evidence, kept).falseAlarmRate?.estimate ?? 1);
  return refuse({ kind: "boundsCross", asked: least, nearest, gap: least - nearest, falseAlarms });
}

function byCost(
  { evidence, current, random }: WishInput,
  all: ScoredLabels,
  { falseAlarm, miss }: { falseAlarm: number; miss: number },
): WishAdvice {
  // With few attacks found below, what a lower notify would bring rests on too little: only a higher one is looked at.
  const onlyUp = auditedAttacks(evidence) < fewest;
  const rows = onlyUp ? rowsFrom(all, current) : all;
  const found = adviseThreshold({ judged: rows, current, costs: { falseAlarm, miss }, random });
  if (!found.ok) {
    const attacks = rows.labels.filter((label) => label === 1).length;
    const normal = rows.labels.length - attacks;
    if (attacks < fewest || normal < fewest) return refuse({ kind: "fewVerdicts", attacks, normal, needed: fewest });
    return refuse({ kind: "notCheaper", reason: found.reason });
  }
  const { threshold, range, saving: estimate, interval } = found;
  if (threshold === Number.POSITIVE_INFINITY) return refuse({ kind: "nothingPays", falseAlarm, miss });
  // Some resamples may say so although the verdicts do not: the highest score is as far as notify can go.
  const highest = rows.scores.reduce((most, score) => Math.max(most, score), threshold);
  const reach = { low: Math.min(range.low, highest), high: Math.min(range.high, highest) };
  const share = weightOf(rows) / weightOf(all);
  const ofAll = { low: interval.low * share, high: interval.high * share };
  return { ok: true, threshold, range: reach, saving: { estimate: estimate * share, interval: ofAll, onlyUp } };
}

const weightOf = ({ weights }: ScoredLabels) => weights?.reduce((sum, weight) => sum + weight, 0) ?? 0;

function rowsFrom({ labels, scores, weights }: ScoredLabels, least: number): ScoredLabels {
  const keep = (_: number, row: number) => (scores[row] ?? 0) >= least;
  return { labels: labels.filter(keep), scores: scores.filter(keep), weights: weights?.filter(keep) };
}

function byMisses(rows: ScoredLabels, most: number): WishAdvice {
  const { labels, scores, weights = new Float64Array(labels.length).fill(1) } = rows;
  const isAttack = (_: number, row: number) => labels[row] === 1;
  const heaviest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const attacks = { margins: scores.filter(isAttack), weights: weights.filter(isAttack), heaviest };
  const found = boundWeightedMisses(attacks, most);
  if (found.ok) return advised(found.threshold);
  return refuse({ kind: "fewAttacks", have: found.have, needed: found.needed });
}
