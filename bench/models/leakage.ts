import { fitBoosting } from "../../lib/models/boosting/fit-boosting.ts";
import { predictMargins } from "../../lib/models/boosting/predict-boosting.ts";
import { rocAuc } from "../../lib/stats/metrics/roc-auc.ts";
import type { TrainingRows } from "../../lib/training/training-rows.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * How well attacks are told from normal events by nothing but when they happened and the number of their row: .5 where the
 * history gives nothing away. Every campaign weighs the same, or the longest would decide.
 */
export function leakageAuc(training: TrainingRows, test: TrainingRows): number {
  const model = fitBoosting({
    matrix: placesInTime(training),
    labels: training.labels,
    classes: 2,
    weights: perGroup(training),
    classWeights: "balanced",
    options: { rounds: 40, mostDepth: 4 },
  });
  const scores = predictMargins(model, placesInTime(test));
  return rocAuc({ labels: test.labels, scores, weights: perGroup(test) }).value;
}

function placesInTime({ rows, times }: TrainingRows) {
  const columns = [
    times.map((time) => (time % dayMs) / hourMs),
    times.map((time) => (time % hourMs) / 1000),
    times.map((time) => time % 60_000),
    times.map((time) => time % 1000),
    times.map((_, row) => row % 64),
    spans(times),
  ];
  const names = ["hour", "second of the hour", "ms of the minute", "ms", "row", "share of the history"];
  return { rows, names, columns, categories: names.map(() => 0) };
}

/** Where in its history a row lies, 0-1; a gap of more than half a day begins another history. */
function spans(times: Float64Array): Float64Array {
  const shares = new Float64Array(times.length);
  let from = 0;
  for (let row = 1; row <= times.length; row += 1) {
    const before = times[row - 1] ?? 0;
    if (row < times.length && (times[row] ?? 0) - before < dayMs / 2) continue;
    const first = times[from] ?? 0;
    for (let each = from; each < row; each += 1) shares[each] = ((times[each] ?? 0) - first) / (before - first);
    from = row;
  }
  return shares;
}

/** Normal rows as the events they stand for; attack rows so that each campaign counts as one. */
function perGroup({ labels, groups, weights }: TrainingRows): Float64Array {
  const sums = new Map<number, number>();
  for (const [row, group] of groups.entries()) sums.set(group, (sums.get(group) ?? 0) + (weights[row] ?? 0));
  return weights.map((weight, row) => (labels[row] === 1 ? weight / (sums.get(groups[row] ?? 0) ?? 1) : weight));
}
