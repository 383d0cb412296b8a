import type { ScoredLabels } from "../../stats/metrics/scored-labels.ts";
import { type ThresholdCounts, thresholdCounts } from "../../stats/metrics/threshold-counts.ts";
import { type Bound, type DecisionCounts, objectiveOf, type Wish } from "./exact-objective.ts";

/** A chosen threshold: flagged is what scores at or above it. */
export interface ExactThreshold extends DecisionCounts {
  readonly ok: true;
  /** One of the scores; Infinity where flagging nothing is best. */
  readonly threshold: number;
  /** What was to be as large as possible; a cost is negative. */
  readonly value: number;
}

/** A wish that no threshold fulfils, with how far the nearest one is from it. */
export interface InfeasibleWish {
  readonly ok: false;
  readonly reason: string;
  readonly asked: number;
  /** The best that any threshold which flags something can do; NaN where nothing can be said. */
  readonly nearest: number;
  /** |asked - nearest|, in the unit of the bound. */
  readonly gap: number;
}

/**
 * The best threshold of all: every distinct score is a candidate, and flagging nothing is one too. One sweep,
 * O(n log n). Bounds are kept exactly and never traded; the fewest flagged win ties. A bound that only flagging
 * nothing would keep is refused with the gap. The figures are those of these rows: what they promise about others
 * depends on where the rows come from. MetricError: as `rocCurve`; RangeError: a wish that nothing could mean.
 */
export function chooseExactThreshold(rows: ScoredLabels, wish: Wish): ExactThreshold | InfeasibleWish {
  const objective = objectiveOf(wish);
  const all = thresholdCounts(rows);
  const bound = objective.bound;
  let best: ExactThreshold | null = bound === undefined ? candidate(all, -1, objective.value) : null;
  for (let i = 0; i < all.thresholds.length; i += 1) {
    const found = candidate(all, i, objective.value);
    if (bound !== undefined && !keeps(bound, found)) continue;
    if (best === null || found.value > best.value || Number.isNaN(best.value)) best = found;
  }
  if (best !== null && !Number.isNaN(best.value) && (bound === undefined || best.truePositives > 0)) return best;
  return refusal(all, bound);
}

/** The counts at a place of the sweep; -1 stands before the first: nothing is flagged. */
function candidate(all: ThresholdCounts, i: number, worthOf: (counts: DecisionCounts) => number): ExactThreshold {
  const truePositives = all.truePositives[i] ?? 0;
  const falsePositives = all.falsePositives[i] ?? 0;
  const falseNegatives = (all.truePositives.at(-1) ?? 0) - truePositives;
  const trueNegatives = (all.falsePositives.at(-1) ?? 0) - falsePositives;
  const counts = { truePositives, falsePositives, falseNegatives, trueNegatives };
  return { ok: true, threshold: all.thresholds[i] ?? Infinity, value: worthOf(counts), ...counts };
}

function keeps(bound: Bound, counts: DecisionCounts): boolean {
  const value = bound.of(counts);
  return bound.kind === "atMost" ? value <= bound.limit : value >= bound.limit;
}

function refusal(all: ThresholdCounts, bound: Bound | undefined): InfeasibleWish {
  if (bound === undefined) {
    const reason = "Without rows of both kinds there is nothing to choose by.";
    return { ok: false, reason, asked: Number.NaN, nearest: Number.NaN, gap: Number.NaN };
  }
  const values: number[] = [];
  for (let i = 0; i < all.thresholds.length; i += 1) {
    const found = candidate(all, i, (counts) => bound.of(counts));
    if (found.truePositives > 0 && !Number.isNaN(found.value)) values.push(found.value);
  }
  const asked = bound.limit;
  const word = bound.kind === "atMost" ? "at most" : "at least";
  if (values.length === 0) {
    const reason = `No rows to tell the ${bound.name} by.`;
    return { ok: false, reason, asked, nearest: Number.NaN, gap: Number.NaN };
  }
  const better = bound.kind === "atMost" ? Math.min : Math.max;
  const nearest = values.reduce((a, b) => better(a, b));
  const reason = `A ${bound.name} of ${word} ${asked} is out of reach: the nearest that finds any attack is ${nearest}.`;
  return { ok: false, reason, asked, nearest, gap: Math.abs(asked - nearest) };
}
