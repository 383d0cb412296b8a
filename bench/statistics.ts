import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { duplicateGroups } from "../lib/models/data/duplicate-groups.ts";
import { encode } from "../lib/models/data/encoders/encoder.ts";
import { fitEncoder } from "../lib/models/data/encoders/fit-encoder.ts";
import { readNslKdd } from "../lib/models/data/readers/nsl-kdd.ts";
import { fitLogistic } from "../lib/models/linear/fit-logistic.ts";
import { bootstrapInterval } from "../lib/stats/bootstrap.ts";
import { drawNormal } from "../lib/stats/draw.ts";
import { averagePrecision } from "../lib/stats/metrics/precision-recall-curve.ts";
import { rocAuc } from "../lib/stats/metrics/roc-auc.ts";
import type { ScoredLabels } from "../lib/stats/metrics/scored-labels.ts";
import { createRandom } from "../lib/stats/random.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";

const rows = 1_000_000;
const repeats = 5;

/** The middle of several timings: one may fall on a collection of garbage, or on a busy moment of the host. */
function medianSeconds(run: () => unknown): number {
  const seconds = Array.from({ length: repeats }, () => {
    const startedMs = performance.now();
    run();
    return (performance.now() - startedMs) / 1000;
  });
  return seconds.sort((a, b) => a - b)[Math.floor(repeats / 2)] ?? Number.NaN;
}

/** Scores of which a tenth are attacks, two standard deviations above the others. */
function drawScores(): ScoredLabels & { weights: Float64Array } {
  const random = createRandom("statistics");
  const labels = Uint8Array.from({ length: rows }, () => Number(random.fraction() < 0.1));
  const scores = Float64Array.from(labels, (label) => drawNormal(random) + 2 * label);
  return { labels, scores, weights: Float64Array.from(labels, () => random.fraction()) };
}

function measureCurves() {
  const { labels, scores, weights } = drawScores();
  const tenThousand = { labels: labels.slice(0, 10_000), scores: scores.slice(0, 10_000) };
  return {
    rocAucSeconds: medianSeconds(() => rocAuc({ labels, scores })),
    rocAucWeightedSeconds: medianSeconds(() => rocAuc({ labels, scores, weights })),
    averagePrecisionSeconds: medianSeconds(() => averagePrecision({ labels, scores })),
    bootstrapOf1000AucsSeconds: medianSeconds(() =>
      bootstrapInterval({
        rows: 10_000,
        random: createRandom("interval"),
        statistic: (drawn) => rocAuc({ ...tenThousand, weights: drawn }).value,
      }),
    ),
  };
}

function measureTables(path: string) {
  const text = gunzipSync(readFileSync(path)).toString();
  const readSeconds = medianSeconds(() => readNslKdd(text));
  const { frame, labels } = readNslKdd(text);
  const encoder = fitEncoder(frame, { numbers: "logarithm", categories: "one-hot" });
  const encodeSeconds = medianSeconds(() => encode(encoder, frame));
  const matrix = encode(encoder, frame);
  const startedMs = performance.now();
  fitLogistic({ matrix, labels }, { mostSteps: 100 });
  const logisticSeconds = (performance.now() - startedMs) / 1000;
  const duplicatesSeconds = medianSeconds(() => duplicateGroups(matrix));
  return { readSeconds, encodeSeconds, columns: matrix.columns.length, logisticSeconds, duplicatesSeconds };
}

function run({ log, requireData }: BenchmarkContext): BenchmarkResult {
  const path = requireData("nsl-kdd/KDDTrain+.txt.gz");
  log(`curves of ${rows} scores`);
  const curves = measureCurves();
  log("reading, encoding and fitting KDDTrain+");
  return { metrics: { ...curves, kddTrain: measureTables(path) }, config: { rows, repeats, logisticSteps: 100 } };
}

export const benchmark: Benchmark = {
  name: "statistics",
  description: "curves of a million scores, reading and encoding a table, logistic regression",
  run,
};
