import { checkScoredLabels, type ScoredLabels } from "./scored-labels.ts";
import { thresholdCounts } from "./threshold-counts.ts";

/** What a threshold leads to: rows with score >= threshold are flagged. Shares of nothing are NaN. */
export interface OperatingPoint {
  readonly threshold: number;
  /** The share of normal rows that are flagged; stands beside every other figure, as none means anything without it. */
  readonly falsePositiveRate: number;
  /** The share of attacks that are flagged. */
  readonly recall: number;
  /** The share of flagged rows that are attacks. */
  readonly precision: number;
  readonly accuracy: number;
  /** Weight of the flagged rows. */
  readonly flagged: number;
}

/** The figures at a threshold. O(n). MetricError: as `rocCurve`. */
export function operatingPoint(input: ScoredLabels, threshold: number): OperatingPoint {
  checkScoredLabels(input);
  let hits = 0;
  let alarms = 0;
  let attacks = 0;
  let normals = 0;
  for (let row = 0; row < input.scores.length; row += 1) {
    const weight = input.weights === undefined ? 1 : (input.weights[row] ?? 0);
    const flagged = (input.scores[row] ?? 0) >= threshold;
    if (input.labels[row] === 1) {
      attacks += weight;
      if (flagged) hits += weight;
    } else {
      normals += weight;
      if (flagged) alarms += weight;
    }
  }
  return {
    threshold,
    falsePositiveRate: alarms / normals,
    recall: hits / attacks,
    precision: hits / (hits + alarms),
    accuracy: (hits + normals - alarms) / (attacks + normals),
    flagged: hits + alarms,
  };
}

/**
 * The best that any threshold could do with a false-alarm rate of at most `limit`: the lowest threshold that keeps it.
 * Chosen with the labels at hand, so a bound and not a result, unless the labels are those of training. Threshold
 * Infinity, nothing flagged, where the highest score is a false alarm too many. O(n).
 */
export function bestPointWithin(input: ScoredLabels, limit: number): OperatingPoint {
  const counts = thresholdCounts(input);
  const normals = counts.falsePositives.at(-1) ?? 0;
  let threshold = Infinity;
  for (const [i, alarms] of counts.falsePositives.entries()) {
    if (alarms > limit * normals) break;
    threshold = counts.thresholds[i] ?? Infinity;
  }
  return operatingPoint(input, threshold);
}

export interface GroupRecall {
  readonly group: number;
  readonly attacks: number;
  readonly flagged: number;
}

/**
 * How many attacks of each group (family, type, campaign) are flagged, in order of group. Rows count once, whatever
 * their weight, so that an exact interval can be put around the share. O(n).
 */
export function recallByGroup(input: ScoredLabels, groups: Int32Array, threshold: number): GroupRecall[] {
  const found = new Map<number, { attacks: number; flagged: number }>();
  for (let row = 0; row < input.scores.length; row += 1) {
    if (input.labels[row] !== 1) continue;
    const group = groups[row] ?? -1;
    const counts = found.get(group) ?? { attacks: 0, flagged: 0 };
    counts.attacks += 1;
    if ((input.scores[row] ?? 0) >= threshold) counts.flagged += 1;
    found.set(group, counts);
  }
  return [...found].map(([group, counts]) => ({ group, ...counts })).sort((a, b) => a.group - b.group);
}
