import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { fitBoosting } from "../lib/models/boosting/fit-boosting.ts";
import { encode } from "../lib/models/data/encoders/encoder.ts";
import { fitEncoder } from "../lib/models/data/encoders/fit-encoder.ts";
import { readNslKdd } from "../lib/models/data/readers/nsl-kdd.ts";
import { timeCounterfactuals } from "./models/time-counterfactuals.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";

const rounds = 100;

/** Fits once from cold, as somebody who trains a model does, and twice more, to see what the compiler makes of it. */
function run({ log, requireData }: BenchmarkContext): BenchmarkResult {
  const packed = readFileSync(requireData("nsl-kdd/KDDTrain+.txt.gz"));
  const { frame, labels } = readNslKdd(gunzipSync(packed).toString("utf8"));
  const matrix = encode(fitEncoder(frame, { numbers: "plain", categories: "ordinal" }), frame);
  const readMb = Math.round(process.resourceUsage().maxRSS / 1024);
  log(`${matrix.rows} rows of ${matrix.columns.length} columns read`);
  const fits = [1, 2, 3].map((attempt) => {
    const used = process.cpuUsage();
    const startedMs = performance.now();
    const model = fitBoosting({ matrix, labels, classes: 2, options: { rounds } });
    const tookSeconds = (performance.now() - startedMs) / 1000;
    const cpuSeconds = process.cpuUsage(used).user / 1e6;
    log(`fit ${attempt}: ${tookSeconds.toFixed(2)} s, of which ${cpuSeconds.toFixed(2)} s of processor`);
    return { tookSeconds, cpuSeconds, model };
  });
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const model = fits[0]?.model;
  const counterfactuals = model === undefined ? null : timeCounterfactuals(model, matrix, labels);
  return {
    metrics: {
      fitSeconds: fits[0]?.tookSeconds ?? Number.NaN,
      // Of the processor alone: what a machine that does other things too would have taken.
      fitCpuSeconds: fits[0]?.cpuSeconds ?? Number.NaN,
      warmFitSeconds: Math.min(...fits.slice(1).map(({ tookSeconds }) => tookSeconds)),
      peakMemoryMb,
      memoryOfReadingMb: readMb,
      counterfactuals,
    },
    config: { data: "NSL-KDD KDDTrain+", rows: matrix.rows, columns: matrix.columns.length, rounds, threads: 1 },
  };
}

export const benchmark: Benchmark = {
  name: "train",
  description: "boosting on KDDTrain+: 125,973 rows, 41 columns, 100 trees, one thread",
  run,
};
