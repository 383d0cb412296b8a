import { bootstrapInterval, type Interval } from "../../stats/bootstrap.ts";
import type { ScoredLabels } from "../../stats/metrics/scored-labels.ts";
import type { Random } from "../../stats/random.ts";
import { splitsOfFolds } from "../../stats/splits/split.ts";
import { stratifiedKFold } from "../../stats/splits/stratified-k-fold.ts";
import type { DecisionCosts } from "./decision-costs.ts";
import { chooseExactThreshold } from "./exact-threshold.ts";

export interface AdviceInput {
  /** Events that people judged; weights are one over the chance with which each could be judged. */
  readonly judged: ScoredLabels;
  readonly current: number;
  readonly costs: Pick<DecisionCosts, "falseAlarm" | "miss">;
  readonly random: Random;
}

export interface Advice {
  readonly ok: true;
  readonly threshold: number;
  /** What is saved an event against the threshold in force, with its 95 % interval. */
  readonly saving: number;
  readonly interval: Interval;
  /** Where the threshold would fall with other verdicts of the same kind: the least and most of the folds. */
  readonly range: Interval;
}

export interface NoAdvice {
  readonly ok: false;
  readonly reason: string;
}

const folds = 5;
/** Verdicts of each kind without which nothing is said. */
const fewestVerdicts = 20;

/**
 * A threshold that costs less than the one in force, or the reason why none is advised. What it would save is measured
 * on verdicts that did not choose it (five folds), so that a threshold fitted to noise is not advised. The advice
 * abstains under 20 verdicts of either kind, and where the interval of the saving holds 0. O(n log n), 1,000 resamples.
 */
export function adviseThreshold(input: AdviceInput): Advice | NoAdvice {
  const { judged, costs, random } = input;
  const attacks = judged.labels.filter((label) => label === 1).length;
  const normal = judged.labels.length - attacks;
  if (attacks < fewestVerdicts || normal < fewestVerdicts) {
    const reason = `Not enough verdicts: ${attacks} true and ${normal} false, of ${fewestVerdicts} each.`;
    return { ok: false, reason };
  }
  const { savings, thresholds } = heldOutSavings(input);
  const weights = judged.weights ?? new Float64Array(judged.labels.length).fill(1);
  const meanOf = (times: Float64Array) => weightedMean(savings, weights, times);
  const interval = bootstrapInterval({ rows: savings.length, random, statistic: meanOf });
  const saving = meanOf(new Float64Array(savings.length).fill(1));
  if (!(interval.low > 0)) {
    const reason = `No threshold is surely cheaper: the saving lies between ${interval.low} and ${interval.high}.`;
    return { ok: false, reason };
  }
  const chosen = chooseExactThreshold(judged, { kind: "leastCost", ...costs });
  if (!chosen.ok) return { ok: false, reason: chosen.reason };
  const range = { low: Math.min(...thresholds), high: Math.max(...thresholds) };
  return { ok: true, threshold: chosen.threshold, saving, interval, range };
}

/** For each row what the threshold chosen without its fold saves on it. */
function heldOutSavings({ judged, current, costs, random }: AdviceInput) {
  // Rows come by where they were drawn: unshuffled, a fold would be learnt without any of its kind.
  const fold = stratifiedKFold(Int32Array.from(judged.labels), folds, random.fork("folds")).value;
  const parts = splitsOfFolds(fold, folds);
  const savings = new Float64Array(judged.labels.length);
  const thresholds: number[] = [];
  for (const { train, test } of parts) {
    const chosen = chooseExactThreshold(rowsOf(judged, train), { kind: "leastCost", ...costs });
    const threshold = chosen.ok ? chosen.threshold : current;
    thresholds.push(threshold);
    for (const row of test) savings[row] = costAt(judged, row, current, costs) - costAt(judged, row, threshold, costs);
  }
  return { savings, thresholds };
}

function rowsOf({ labels, scores, weights }: ScoredLabels, rows: Int32Array): ScoredLabels {
  return {
    labels: Uint8Array.from(rows, (row) => labels[row] ?? 0),
    scores: Float64Array.from(rows, (row) => scores[row] ?? 0),
    weights: weights === undefined ? undefined : Float64Array.from(rows, (row) => weights[row] ?? 0),
  };
}

function costAt(judged: ScoredLabels, row: number, threshold: number, costs: AdviceInput["costs"]): number {
  const flagged = (judged.scores[row] ?? 0) >= threshold;
  if (judged.labels[row] === 1) return flagged ? 0 : costs.miss;
  return flagged ? costs.falseAlarm : 0;
}

function weightedMean(values: Float64Array, weights: Float64Array, times: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i += 1) {
    const weight = (weights[i] ?? 0) * (times[i] ?? 0);
    sum += weight * (values[i] ?? 0);
    total += weight;
  }
  return sum / total;
}
