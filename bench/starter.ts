import { parseArgs } from "node:util";
import { writeChampion } from "../lib/models/champion/write-champion.ts";
import { imbalanceMethods } from "../lib/training/fit-trees.ts";
import { collectStarter, fitStarter } from "../lib/training/starter.ts";
import { planStarter } from "../lib/training/starter-plans.ts";
import { leakageAuc } from "./models/leakage.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";

const options = { rounds: 60, mostDepth: 6, learningRate: 0.1, imbalance: "classWeights", seed: 1 } as const;

/** The whole way of a first start: histories played, read, folded, a champion fitted and tested. */
function run({ args, log }: BenchmarkContext): BenchmarkResult {
  const { values } = parseArgs({
    args: [...args],
    options: { scale: { type: "string", default: "1" }, compare: { type: "boolean", default: false } },
  });
  const plans = planStarter(options.seed, Number(values.scale));
  const startedMs = performance.now();
  const seconds = () => (performance.now() - startedMs) / 1000;
  let lastStep = "";
  const hooks = {
    onStep(share: number, step: string) {
      if (step === lastStep) return;
      lastStep = step;
      log(`${seconds().toFixed(1)} s  ${Math.round(100 * share)} %  ${step}`);
    },
  };
  const rows = collectStarter(plans, hooks);
  const collectSeconds = seconds();
  const compared = values.compare ? imbalanceMethods.filter((method) => method !== options.imbalance) : [];
  const { champion, card } = fitStarter({ plans, options, compared }, rows, hooks);
  const totalSeconds = seconds();
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const { figures, baseline, operatingPoint: point } = card;
  return {
    metrics: {
      totalSeconds,
      collectSeconds,
      eventsPerSecond: Math.round(rows.events / collectSeconds),
      peakMemoryMb,
      artefactBytes: writeChampion(champion).length,
      leakageAuc: leakageAuc(rows.training, rows.test),
      ...Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, { ...figure }])),
      baseline:
        baseline === null
          ? null
          : {
              rocAuc: baseline.rocAuc.value,
              averagePrecision: baseline.averagePrecision.value,
              tprAtFpr1: baseline.tprAtFpr1.value,
            },
      operatingPoint: {
        falsePositiveRate: point.falsePositiveRate.value,
        recall: point.recall.value,
        precision: point.precision.value,
      },
      imbalance: card.imbalance.map((method) => ({ ...method })),
    },
    config: {
      ...options,
      scale: Number(values.scale),
      events: rows.events,
      trainingRows: rows.training.rows,
      testRows: rows.test.rows,
      threads: 1,
    },
  };
}

export const benchmark: Benchmark = {
  name: "starter",
  description: "the model of a first start: generated histories to a tested champion; [--scale=N] [--compare]",
  run,
};
